package io.verbatim.command.account;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.verbatim.api.AggregateKind;
import io.verbatim.api.DeviceId;
import io.verbatim.api.Refusal;
import io.verbatim.api.RefusalCode;
import io.verbatim.api.Uid;
import io.verbatim.api.account.AccountAnswer;
import io.verbatim.api.account.AccountDeleted;
import io.verbatim.api.account.AccountRegistered;
import io.verbatim.api.account.AdmitDevice;
import io.verbatim.api.account.AskBlock;
import io.verbatim.api.account.BlockPerson;
import io.verbatim.api.account.BlockState;
import io.verbatim.api.account.ChangePassword;
import io.verbatim.api.account.ConfirmCredential;
import io.verbatim.api.account.ConfirmDevice;
import io.verbatim.api.account.DeleteAccount;
import io.verbatim.api.account.DeviceSignedIn;
import io.verbatim.api.account.DeviceSignedOut;
import io.verbatim.api.account.DisplayNameChanged;
import io.verbatim.api.account.LastSeenVisibility;
import io.verbatim.api.account.LastSeenVisibilityChanged;
import io.verbatim.api.account.PasswordChanged;
import io.verbatim.api.account.PersonBlocked;
import io.verbatim.api.account.PersonUnblocked;
import io.verbatim.api.account.RegisterAccount;
import io.verbatim.api.account.SignInDevice;
import io.verbatim.api.account.SignOutDevice;
import io.verbatim.api.account.UnblockPerson;
import io.verbatim.api.account.UpdateProfile;
import io.verbatim.command.RefusedCommand;
import io.verbatim.command.repository.AggregateState;
import java.util.HashSet;
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

/// A person's account: which of the credentials in the vault holds, which devices are signed in, and who is
/// blocked.
@AggregateRoot(type = "account")
final class Account implements AggregateState {

    /// One more device is refused with `LIMIT_REACHED`; one that is signed in may always sign in again.
    static final int DEVICES = 50;

    /// One more block is refused with `LIMIT_REACHED`.
    static final int BLOCKS = 5_000;

    /// Holds in accounts whose people an identity provider vouches for: in the vault stands nothing by this
    /// name.
    static final String VOUCHED_FOR = "issuer";

    @AggregateIdentifier
    private final String aggregateId;

    private final Set<DeviceId> devices;
    private final Set<Uid> blocked;
    private @Nullable String credential;
    private LastSeenVisibility visibility = LastSeenVisibility.EVERYONE;
    private boolean deleted;

    /// An account that is not registered yet.
    Account(String uid) {
        this.aggregateId = AggregateKind.ACCOUNT.idOf(uid);
        this.devices = new LinkedHashSet<>();
        this.blocked = new HashSet<>();
    }

    /// The account as a snapshot describes it.
    Account(AccountSnapshot snapshot) {
        this.aggregateId = AggregateKind.ACCOUNT.idOf(snapshot.uid());
        this.devices = new LinkedHashSet<>(snapshot.devices());
        this.blocked = new HashSet<>(snapshot.blocked());
        this.credential = snapshot.credential();
        this.visibility = snapshot.visibility();
        this.deleted = snapshot.deleted();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AccountAnswer handle(RegisterAccount command) {
        if (credential == null) {
            apply(new AccountRegistered(command.credential(), command.displayName()));
        } else if (deleted || !credential.equals(command.credential())) {
            throw new RefusedCommand(RefusalCode.USER_EXISTS, "userId: taken (expected: a free one)");
        }
        return answer();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AccountAnswer handle(AdmitDevice command) {
        if (credential == null) {
            apply(new AccountRegistered(VOUCHED_FOR, command.displayName()));
        }
        requireThere();
        if (!devices.contains(command.device())) {
            requireRoomFor(command.device());
            apply(new DeviceSignedIn(command.device(), null));
        }
        return answer();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AccountAnswer handle(SignInDevice command) {
        requireCredential(command.credential());
        requireRoomFor(command.device());
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

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AccountAnswer handle(UpdateProfile command) {
        requireThere();
        if (command.displayName() != null) {
            apply(new DisplayNameChanged(command.displayName()));
        }
        if (command.visibility() != null && command.visibility() != visibility) {
            apply(new LastSeenVisibilityChanged(command.visibility()));
        }
        return answer();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AccountAnswer handle(ConfirmCredential command) {
        requireThere();
        requireCredential(command.credential());
        return answer();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AccountAnswer handle(ChangePassword command) {
        requireThere();
        if (!command.next().equals(credential)) {
            requireCredential(command.former());
            apply(new PasswordChanged(command.next()));
        }
        for (DeviceId device : List.copyOf(devices)) {
            if (!device.equals(command.device())) {
                apply(new DeviceSignedOut(device));
            }
        }
        return answer();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AccountAnswer handle(BlockPerson command) {
        requireThere();
        if (!blocked.contains(command.person())) {
            if (blocked.size() >= BLOCKS) {
                throw new RefusedCommand(new Refusal(
                        RefusalCode.LIMIT_REACHED, "blocks: " + blocked.size() + " (expected: fewer than 5000)", null));
            }
            apply(new PersonBlocked(command.person()));
        }
        return answer();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AccountAnswer handle(UnblockPerson command) {
        requireThere();
        if (blocked.contains(command.person())) {
            apply(new PersonUnblocked(command.person()));
        }
        return answer();
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    BlockState handle(AskBlock command) {
        return new BlockState(blocked.contains(command.person()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    AccountAnswer handle(DeleteAccount command) {
        if (credential != null && !deleted) {
            apply(new AccountDeleted());
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

    /// What it says is in no decision.
    @EventSourcingHandler
    void on(DisplayNameChanged event) {}

    @EventSourcingHandler
    void on(LastSeenVisibilityChanged event) {
        visibility = event.visibility();
    }

    @EventSourcingHandler
    void on(PasswordChanged event) {
        credential = event.credential();
    }

    @EventSourcingHandler
    void on(PersonBlocked event) {
        blocked.add(event.person());
    }

    @EventSourcingHandler
    void on(PersonUnblocked event) {
        blocked.remove(event.person());
    }

    /// Whom the person blocked stays blocked: it says nothing of anybody who is still there.
    @EventSourcingHandler
    void on(AccountDeleted event) {
        deleted = true;
        devices.clear();
    }

    @Override
    public int heapBytes() {
        return 256 + 128 * devices.size() + 96 * blocked.size();
    }

    @Override
    public Object snapshot() {
        return new AccountSnapshot(
                AggregateKind.ACCOUNT.nameOf(aggregateId),
                credential,
                List.copyOf(devices),
                visibility,
                blocked.stream().sorted().toList(),
                deleted);
    }

    private void requireThere() {
        if (credential == null) {
            throw new RefusedCommand(RefusalCode.NOT_FOUND, "account: not there");
        }
        if (deleted) {
            throw new RefusedCommand(RefusalCode.SIGNED_OUT, "account: deleted");
        }
    }

    private void requireCredential(String matched) {
        if (deleted || !matched.equals(credential)) {
            throw new RefusedCommand(RefusalCode.BAD_CREDENTIALS, "userId or password: wrong");
        }
    }

    private void requireRoomFor(DeviceId device) {
        if (devices.size() >= DEVICES && !devices.contains(device)) {
            throw new RefusedCommand(new Refusal(
                    RefusalCode.LIMIT_REACHED, "devices: " + devices.size() + " (expected: fewer than 50)", "device"));
        }
    }

    private static AccountAnswer answer() {
        return new AccountAnswer(AggregateLifecycle.getVersion() + 1);
    }
}
