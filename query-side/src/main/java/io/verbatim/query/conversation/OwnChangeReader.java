package io.verbatim.query.conversation;

import io.verbatim.api.conversation.Changes;
import io.verbatim.api.conversation.Changes.Change;
import io.verbatim.query.conversation.Own.Chosen;
import io.verbatim.query.conversation.Own.Cleared;
import io.verbatim.query.documents.StoredDocument;
import io.verbatim.query.projection.Views;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Reads what concerns one member alone: what it has changed for itself, and that the other of a direct
/// conversation has left.
final class OwnChangeReader {

    private final Views views;

    OwnChangeReader(Views views) {
        this.views = views;
    }

    /// What has changed after a position, each thing once.
    ///
    /// @param most how many hidden messages are told at most
    List<Change> after(Seen seen, long position, int most) {
        Own own = seen.member().owned();
        Cleared cleared = own.cleared();
        Chosen chosen = own.chosen();
        List<Change> changes = new ArrayList<>(3);
        if (own.hiddenPosition() > position) {
            addHidden(changes, seen, position, most);
        }
        if (cleared != null && cleared.position() > position) {
            changes.add(new Changes.Cleared(seen.id(), cleared.version(), cleared.seq(), cleared.position()));
        }
        if (chosen != null && chosen.position() > position) {
            changes.add(new Changes.Settings(seen.id(), chosen.version(), chosen.settings(), chosen.position()));
        }
        Notice parting = seen instanceof SeenDirect direct ? direct.parting() : null;
        if (parting != null && parting.position() > position) {
            changes.add(new Changes.Notice(seen.id(), parting.view(), parting.position()));
        }
        return changes;
    }

    /// Each in its own place: a cursor may stand between any two.
    private void addHidden(List<Change> changes, Seen seen, long position, int most) {
        List<StoredDocument> rows = views.rowsAscending(
                HiddenMessage.changesAfter(seen.id(), seen.member().uid(), position), most);
        if (rows.isEmpty()) {
            return; // what was hidden was hidden before
        }
        List<String> keys = rows.stream()
                .map(row -> Long.parseLong(new String(row.value(), StandardCharsets.US_ASCII)))
                .map(seq -> HiddenMessage.key(seen.id(), seen.member().uid(), seq))
                .toList();
        views.getAll(HiddenMessage.KIND, keys).values().stream()
                .sorted(Comparator.comparingLong(HiddenMessage::position))
                .map(hidden ->
                        new Changes.Hidden(seen.id(), hidden.version(), List.of(hidden.seq()), hidden.position()))
                .forEach(changes::add);
    }
}
