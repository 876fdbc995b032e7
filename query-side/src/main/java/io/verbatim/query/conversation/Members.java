package io.verbatim.query.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.query.documents.KeyNumbers;
import io.verbatim.query.documents.KeyRange;
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Row;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is, or was, a member of a group: 64 stays in a document.
///
/// @param stays by member number
record Members(List<Stay> stays) {

    static final DocumentKind<Members> KIND = DocumentKind.of("mb", Members.class);
    static final Members NONE = new Members(List.of());

    private static final String GROUPS = "ul/";
    private static final int BLOCK_BITS = 6;
    private static final String LEFT = "l";

    Members {
        stays = List.copyOf(stays);
    }

    /// The block in which a member stands.
    static int block(int member) {
        return member >> BLOCK_BITS;
    }

    static String key(ConversationId conversation, int block) {
        return KIND.key(conversation.value(), block);
    }

    /// All blocks of a group.
    static KeyRange all(ConversationId conversation) {
        return KeyRange.startingWith(KIND.key(conversation.value()) + '/');
    }

    @Nullable
    Stay of(int member) {
        for (Stay stay : stays) {
            if (stay.number() == member) {
                return stay;
            }
        }
        return null;
    }

    /// The same with a stay that is new, or another now. They come in the order of their numbers.
    Members with(Stay changed) {
        List<Stay> others = new ArrayList<>(stays.size() + 1);
        boolean found = false;
        for (Stay stay : stays) {
            found |= stay.number() == changed.number();
            others.add(stay.number() == changed.number() ? changed : stay);
        }
        if (!found) {
            others.add(changed);
        }
        return new Members(others);
    }

    /// `ul/{uid}/{conversation}/{number}`: somebody's stays in groups; the value says whether one has ended.
    static Row row(ConversationId conversation, Stay stay) {
        String key = stays(stay.uid(), conversation) + KeyNumbers.write(stay.number());
        return stay.left() == null
                ? Row.of(key, stay.since())
                : Row.of(key, stay.left().position(), LEFT);
    }

    /// The rows of somebody's stays in all groups.
    static KeyRange groups(Uid person) {
        return KeyRange.startingWith(GROUPS + person + '/');
    }

    /// The rows of somebody's stays in one.
    static KeyRange groups(Uid person, ConversationId conversation) {
        return KeyRange.startingWith(stays(person, conversation));
    }

    /// The group that such a row is about.
    static ConversationId conversation(String row) {
        return new ConversationId(row.substring(GROUPS.length() + Uid.LENGTH + 1, row.lastIndexOf('/')));
    }

    /// The number that such a row is about.
    static int number(String row) {
        return Math.toIntExact(KeyNumbers.read(row, row.length() - KeyNumbers.WIDTH));
    }

    /// Whether the stay that such a row is about lasts.
    static boolean lasts(byte[] value) {
        return value.length == 0;
    }

    private static String stays(Uid person, ConversationId conversation) {
        return GROUPS + person + '/' + conversation + '/';
    }
}
