package io.verbatim.api.account;

/// A person has another password. Devices that it signs out are told of by events of their own.
///
/// @param credential which of the credentials in the vault holds from now on; says nothing about the password
public record PasswordChanged(String credential) implements AccountEvent {}
