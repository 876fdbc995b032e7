package io.verbatim.gateway.http.account;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Handle;
import io.verbatim.gateway.error.ProblemException;
import io.verbatim.gateway.error.ProblemName;
import io.verbatim.gateway.input.JsonFields;
import io.verbatim.gateway.input.Texts;
import io.verbatim.gateway.limits.GatewayLimits;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A sign-in as a client asked for it.
///
/// @param userId as given; nobody may be called so
/// @param password as given
/// @param device the installation; made here if the client named none
/// @param deviceName what its person calls it
record SignInDraft(
        String userId,
        String password,
        DeviceId device,
        @Nullable String deviceName) {
    /// @throws ProblemException `malformed` or `invalid`; `bad-credentials` for a service, since none is set up
    static SignInDraft read(JsonFields fields, GatewayLimits limits) {
        if (fields.text("service") != null) {
            throw new ProblemException(ProblemName.BAD_CREDENTIALS);
        }
        String userId = fields.requiredText("userId");
        String password = fields.requiredText("password");
        String device = fields.text("device");
        if (device != null && !DeviceId.isValid(device)) {
            fields.invalid("device", "another text (expected: 1 to 64 of A-Z a-z 0-9 . _ -)");
        }
        String deviceName = fields.text("deviceName");
        String fault = deviceName == null ? null : Texts.fault(deviceName, limits.displayName());
        if (fault != null) {
            fields.invalid("deviceName", fault);
        }
        fields.requireValid();
        return new SignInDraft(
                userId, password, DeviceId.of(device == null ? UUID.randomUUID().toString() : device), deviceName);
    }

    /// Null if nobody can be called so.
    @Nullable
    Handle handle() {
        return Handle.isValid(userId) ? Handle.of(userId) : null;
    }
}
