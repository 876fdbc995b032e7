package io.verbatim.standalone;

import io.verbatim.gateway.parser.remote.ServedParserConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
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

    /// The query bus ends at this process: nobody else can answer.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "verbatim.gateway.parser.place", havingValue = "remote")
    static class Asked {

        /// @throws InvalidConfigurationPropertyValueException if nobody would parse
        Asked(ParserRoleProperties role) {
            if (!role.serve()) {
                throw new InvalidConfigurationPropertyValueException(
                        "verbatim.gateway.parser.place",
                        "remote",
                        "Here nobody parses (expected: verbatim.parser.serve=true)");
            }
        }
    }
}
