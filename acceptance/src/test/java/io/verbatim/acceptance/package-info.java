/// Black-box tests: the real program as a process, over real sockets. They share nothing with the server's code and
/// know
/// the client protocol only.
package io.verbatim.acceptance;
