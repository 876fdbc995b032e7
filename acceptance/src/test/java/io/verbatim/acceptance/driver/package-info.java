/// A seeded random driver: many people and devices do thousands of things over real sockets, while connections break
/// and
/// the server is killed; what they saw is judged by a model of the protocol that shares no code with the system.
package io.verbatim.acceptance.driver;
