package io.verbatim.query.search;

import io.verbatim.api.live.LogEpoch;
import java.util.Map;

/// How far the log is in the index, and of which history, in which form: stored in the index's own commit, so that
/// neither can be there without the other.
///
/// @param form of what is indexed
/// @param epoch of the log
/// @param position of the last event that is in it
record IndexToken(int form, long epoch, long position) {

    /// Raised when what is indexed, or how, changes.
    static final int FORM = 5;

    private static final String FORM_KEY = "form";
    private static final String EPOCH_KEY = "epoch";
    private static final String POSITION_KEY = "position";

    static IndexToken of(LogEpoch epoch, long position) {
        return new IndexToken(FORM, epoch.value(), position);
    }

    /// As a commit has it.
    ///
    /// @throws NumberFormatException if it is none of ours
    static IndexToken of(Map<String, String> data) {
        return new IndexToken(
                Integer.parseInt(data.getOrDefault(FORM_KEY, "")),
                Long.parseLong(data.getOrDefault(EPOCH_KEY, "")),
                Long.parseLong(data.getOrDefault(POSITION_KEY, "")));
    }

    Map<String, String> data() {
        return Map.of(
                FORM_KEY, Integer.toString(form),
                EPOCH_KEY, Long.toString(epoch),
                POSITION_KEY, Long.toString(position));
    }

    /// Whether the index goes on with a history that ends here.
    boolean continues(LogEpoch log, long end) {
        return form == FORM && epoch == log.value() && position <= end;
    }
}
