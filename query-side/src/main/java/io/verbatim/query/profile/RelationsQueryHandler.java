package io.verbatim.query.profile;

import io.verbatim.api.Uid;
import io.verbatim.api.account.FindDirectPartners;
import io.verbatim.api.account.FindRelations;
import io.verbatim.api.account.PeoplePage;
import io.verbatim.api.account.Relations;
import io.verbatim.api.account.Relations.Relation;
import io.verbatim.query.answers.ViewAnswers;
import io.verbatim.query.conversation.ConversationReader;
import io.verbatim.query.projection.Views;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Tells how people stand to each other.
public final class RelationsQueryHandler {

    private final Views views;
    private final ConversationReader conversations;

    public RelationsQueryHandler(Views views, ConversationReader conversations) {
        this.views = views;
        this.conversations = conversations;
    }

    public void subscribe(ViewAnswers answers) {
        answers.answer(FindRelations.class, Relations.class, this::handle);
        answers.answer(FindDirectPartners.class, PeoplePage.class, this::handle);
    }

    /// Whether the viewer may see the person's presence; everybody sees its own.
    public boolean showsPresence(Uid viewer, Uid person) {
        return viewer.equals(person)
                || relations(viewer, List.of(person)).stream().anyMatch(Relation::presenceVisible);
    }

    Relations handle(FindRelations query) {
        return new Relations(
                relations(query.viewer(), query.people().stream().distinct().toList()));
    }

    private List<Relation> relations(Uid viewer, List<Uid> people) {
        Map<String, OwnAccount> accounts = views.getAll(
                OwnAccount.KIND, people.stream().map(OwnAccount::key).toList());
        Map<String, Profile> profiles =
                views.getAll(Profile.KIND, people.stream().map(Profile::key).toList());
        Map<String, Block> blocks = views.getAll(Block.KIND, blockKeys(viewer, people));
        List<Relation> relations = new ArrayList<>(people.size());
        for (Uid person : people) {
            OwnAccount account = accounts.get(OwnAccount.key(person));
            Profile profile = profiles.get(Profile.key(person));
            if (account != null && profile != null && profile.displayName() != null) {
                boolean blocked = blocks(blocks, viewer, person) || blocks(blocks, person, viewer);
                relations.add(
                        new Relation(person, conversations.hasWritten(person, viewer), blocked, account.visibility()));
            }
        }
        return relations;
    }

    PeoplePage handle(FindDirectPartners query) {
        return AccountQueryHandler.page(views, Partners.rows(query.person()), query.after(), query.limit());
    }

    private static List<String> blockKeys(Uid viewer, List<Uid> people) {
        List<String> keys = new ArrayList<>(2 * people.size());
        for (Uid person : people) {
            keys.add(Block.key(viewer, person));
            keys.add(Block.key(person, viewer));
        }
        return keys;
    }

    private static boolean blocks(Map<String, Block> found, Uid by, Uid person) {
        Block block = found.get(Block.key(by, person));
        return block != null && block.blocked();
    }
}
