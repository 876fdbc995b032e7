package io.verbatim.gateway;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// The gateway: everything that speaks with clients. Needs from the assembly: the command and the query bus, the
/// vault's `Keys`, `Handles` and `Secrets`, the `LiveFeed`, the `LogEpoch`, a `Clock` and a `MeterRegistry`.
@Configuration(proxyBeanMethods = false)
@Import(GatewayCoreConfiguration.class)
public class GatewaySideConfiguration {}
