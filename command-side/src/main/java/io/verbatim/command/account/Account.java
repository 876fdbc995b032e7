package io.verbatim.command.account;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.DeviceId;
import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.account.AccountAnswer;
import io.verbatim.api.account.AccountRegistered;
import io.verbatim.api.account.ConfirmDevice;
import io.verbatim.api.account.DeviceSignedIn;
import io.verbatim.api.account.DeviceSignedOut;
import io.verbatim.api.account.RegisterAccount;
import io.verbatim.api.account.SignInDevice;
import io.verbatim.api.account.SignOutDevice;
import io.verbatim.command.RefusedCommand;
import io.verbatim.command.repository.AggregateState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/// A person's account: which of the credentials in the vault holds, and which devices are signed in.
@AggregateRoot(type = "account")
final class Account implements AggregateState {

    /// One more device is refused with `LIMIT_REACHED`; one that is signed in may always sign in again.
    static final int DEVICES = 50;

    @AggregateIdentifier
    private final String aggregateId;

    private final Set<DeviceId> devices;
    private @Nullable String credential;

    /// An account that is not registered yet.
    Account(String uid) {
        this.aggregateId = AggregateKind.ACCOUNT.idOf(uid);
        this.devices = new LinkedHashSet<>();
    }

    /// The account as a snapshot describes it.
    Account(AccountSnapshot snapshot) {
        this.aggregateId = AggregateKind.ACCOUNT.idOf(snapshot.uid());
        this.devices = new LinkedHashSet<>(snapshot.devices());
        this.credential = snapshot.credential();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AccountAnswer handle(RegisterAccount command) {
        if (credential == null) {
            apply(new AccountRegistered(command.credential(), command.displayName()));
        } else if (!credential.equals(command.credential())) {
            throw new RefusedCommand(RefusalCode.USER_EXISTS, "userId: taken (expected: a free one)");
        }
        return answer();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AccountAnswer handle(SignInDevice command) {
        if (!command.credential().equals(credential)) {
            throw new RefusedCommand(RefusalCode.BAD_CREDENTIALS, "userId or password: wrong");
        }
        if (devices.size() >= DEVICES && !devices.contains(command.device())) {
            throw new RefusedCommand(new Refusal(
                    RefusalCode.LIMIT_REACHED, "devices: " + devices.size() + " (expected: fewer than 50)", "device"));
        }
        apply(new DeviceSignedIn(command.device(), command.name()));
        return answer();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AccountAnswer handle(ConfirmDevice command) {
        if (!devices.contains(command.device())) {
            throw new RefusedCommand(RefusalCode.SIGNED_OUT, "device: signed out (expected: signed in)");
        }
        return answer();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AccountAnswer handle(SignOutDevice command) {
        if (devices.contains(command.device())) {
            apply(new DeviceSignedOut(command.device()));
        }
        return answer();
    }

    @EventSourcingHandler
    void on(AccountRegistered event) {
        credential = event.credential();
    }

    @EventSourcingHandler
    void on(DeviceSignedIn event) {
        devices.add(event.device());
    }

    @EventSourcingHandler
    void on(DeviceSignedOut event) {
        devices.remove(event.device());
    }

    @Override
    public int heapBytes() {
        return 256 + 128 * devices.size();
    }

    @Override
    public Object snapshot() {
        return new AccountSnapshot(AggregateKind.ACCOUNT.nameOf(aggregateId), credential, List.copyOf(devices));
    }

    private static AccountAnswer answer() {
        return new AccountAnswer(AggregateLifecycle.getVersion() + 1);
    }
}
