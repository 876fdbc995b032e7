package io.verbatim.gateway.http.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.verbatim.gateway.http.account.AccountProperties.Registration;
import io.verbatim.gateway.http.account.AccountProperties.Search;
import io.verbatim.gateway.testing.Bound;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountPropertiesTest {
    @Test
    void shouldHaveTheseDefaults() {
        assertThat(Bound.bind(AccountProperties.class, Map.of()))
                .isEqualTo(new AccountProperties(Registration.OPEN, 1, 1_024, Search.EVERYONE));
    }

    @Test
    void shouldBindEverything() {
        assertThat(Bound.bind(
                        AccountProperties.class,
                        Map.of(
                                "registration",
                                "closed",
                                "password-min",
                                "1",
                                "password-max",
                                "2",
                                "search",
                                "contacts")))
                .isEqualTo(new AccountProperties(Registration.CLOSED, 1, 2, Search.CONTACTS));
    }
}
