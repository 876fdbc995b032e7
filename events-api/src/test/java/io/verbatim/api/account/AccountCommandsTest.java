package io.verbatim.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.api.DeviceId;
import io.verbatim.api.Uid;
import io.verbatim.api.vault.Sealed;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountCommandsTest {

    private static final Uid ANA = new Uid("0123456789abcdef");
    private static final DeviceId PHONE = DeviceId.of("phone");

    @Test
    void shouldAllGoToTheirAccount() {
        assertThat(List.<AccountCommand>of(
                        new RegisterAccount(ANA, "credential", new Sealed("k", new byte[12], new byte[16])),
                        new SignInDevice(ANA, "credential", PHONE, null),
                        new ConfirmDevice(ANA, PHONE),
                        new SignOutDevice(ANA, PHONE)))
                .allMatch(command -> command.aggregateId().equals("account:" + ANA));
    }
}
