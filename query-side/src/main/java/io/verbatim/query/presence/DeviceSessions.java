package io.verbatim.query.presence;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;
import io.verbatim.query.documents.KeyRange;
import io.verbatim.query.projection.DocumentKind;
import io.verbatim.query.projection.Row;
import java.util.List;

/// The sessions of one device of a person: mostly one, two while it moves from gateway to gateway.
///
/// @param device the installation
/// @param open those that are open
/// @param lastActiveAt the latest activity of those that were closed, in milliseconds; 0: none was
record DeviceSessions(String device, List<Session> open, long lastActiveAt) {

    static final DocumentKind<DeviceSessions> KIND = DocumentKind.of("se", DeviceSessions.class);

    private static final String ROWS = "sg/";

    @SuppressWarnings("NullAway") // what is empty is not stored
    DeviceSessions {
        open = open == null ? List.of() : List.copyOf(open);
    }

    static String key(Uid person, DeviceId device) {
        return KIND.key(person.value()) + '/' + device;
    }

    /// All devices of a person.
    static KeyRange of(Uid person) {
        return KeyRange.startingWith(KIND.key(person.value()) + '/');
    }

    /// The rows of all sessions of a gateway.
    static KeyRange rowsOf(String gateway) {
        return KeyRange.startingWith(ROWS + gateway + '/');
    }

    /// Whose session a row of a gateway is.
    static Uid personOfRow(String gateway, String rowKey) {
        int from = ROWS.length() + gateway.length() + 1;
        return new Uid(rowKey.substring(from, from + Uid.LENGTH));
    }

    List<Row> rows(Uid person) {
        return open.stream()
                .map(session -> Row.of(
                        ROWS + session.gateway + '/' + person + '/' + device,
                        session.position,
                        Long.toString(session.openedAt)))
                .toList();
    }

    /// An open session.
    ///
    /// @param gateway the gateway's epoch
    /// @param openedAt in milliseconds
    /// @param position of the event that opened it
    record Session(String gateway, long openedAt, long position) {}
}
