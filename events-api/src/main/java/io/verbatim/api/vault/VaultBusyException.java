package io.verbatim.api.vault;

/// The vault has more to do than it will queue; the same request may be repeated later.
public final class VaultBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public VaultBusyException(String message) {
        super(message);
    }
}
