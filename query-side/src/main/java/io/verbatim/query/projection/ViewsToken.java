package io.verbatim.query.projection;

import io.verbatim.api.live.LogEpoch;
import io.verbatim.query.documents.Documents;
import io.verbatim.query.documents.StoredDocument;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far the views have been folded, and of which history, in which form: stored behind each batch. Views
/// of another history, or of a former form, are dropped at the start and folded anew.
final class ViewsToken {

    /// Raised when what is folded or stored changes.
    static final int FORM = 11;

    static final String KEY = "token/views";

    private static final Logger LOG = LoggerFactory.getLogger(ViewsToken.class);

    private final Documents documents;
    private final byte[] value;

    ViewsToken(Documents documents, LogEpoch epoch) {
        this.documents = documents;
        this.value = "form=%d epoch=%d".formatted(FORM, epoch.value()).getBytes(StandardCharsets.US_ASCII);
    }

    /// Where to go on.
    ///
    /// @param logEnd views beyond it are of another history
    long position(long logEnd) {
        StoredDocument token = documents.get(KEY);
        if (token == null) {
            return 0;
        }
        if (token.equals(at(token.position())) && token.position() <= logEnd) {
            return token.position();
        }
        LOG.warn(
                "The views are of another history or form ({} at {}; the log ends at {}): they are folded anew",
                new String(token.value(), StandardCharsets.US_ASCII),
                token.position(),
                logEnd);
        documents.clear();
        return 0;
    }

    StoredDocument at(long position) {
        return new StoredDocument(KEY, position, value);
    }
}
