package io.verbatim.standalone;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The role of a parser.
///
/// @param serve whether this process parses frames for gateways that ask over the query bus
@ConfigurationProperties("verbatim.parser")
record ParserRoleProperties(@DefaultValue("false") boolean serve) {}
