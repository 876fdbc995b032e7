package io.verbatim.standalone;

import io.verbatim.gateway.parser.remote.ServedParserConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/// A parser for others, where that is asked for.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ParserRoleProperties.class)
class ParserRoleConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "verbatim.parser.serve", havingValue = "true")
    @Import(ServedParserConfiguration.class)
    static class Served {}
}
