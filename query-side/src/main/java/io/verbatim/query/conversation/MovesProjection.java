package io.verbatim.query.conversation;

import io.verbatim.api.Event;
import io.verbatim.api.RecordedEvent;
import io.verbatim.api.conversation.ConversationId;
import io.verbatim.api.conversation.ReceiptsRecorded;
import io.verbatim.query.conversation.Moves.Move;
import io.verbatim.query.documents.KeyNumbers;
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Every move of a watermark: from it comes when a message reached whom.
public final class MovesProjection implements Projection<Moves> {

    private static final int BLOCK_END = 1 + KeyNumbers.WIDTH;

    @Override
    public DocumentKind<Moves> kind() {
        return Moves.KIND;
    }

    @Override
    public Set<Class<? extends Event>> ignored() {
        return ReceiptsProjection.IGNORED;
    }

    @Override
    public boolean insertsOnly() {
        return true;
    }

    @Override
    public List<String> keys(RecordedEvent event) {
        ConversationId conversation = ConversationId.ofAggregate(event.aggregateId());
        List<String> keys = new ArrayList<>();
        for (int block : ReceiptsProjection.blocks(event)) {
            keys.add(Moves.key(conversation, block, event.position()));
        }
        return keys;
    }

    @Override
    public Moves fold(String key, @Nullable Moves before, RecordedEvent event) {
        ReceiptsRecorded receipts = ReceiptsProjection.recorded(event);
        long block = KeyNumbers.read(key, key.length() - BLOCK_END - KeyNumbers.WIDTH);
        List<Move> moves = new ArrayList<>();
        for (int i = 0; i < receipts.members().size(); i++) {
            int member = receipts.members().get(i);
            if (Watermarks.block(member) == block) {
                moves.add(new Move(
                        member, receipts.delivered().get(i), receipts.read().get(i)));
            }
        }
        return new Moves(event.at().toEpochMilli(), event.position(), moves);
    }
}
