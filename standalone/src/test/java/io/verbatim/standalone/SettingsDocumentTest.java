package io.verbatim.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// `docs/settings.md` names every setting with its default, and none that there is not.
class SettingsDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/settings.md");

    @Test
    void shouldNameEverySettingWithItsDefault() throws Exception {
        List<String> rows = Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith("| `verbatim."))
                .map(line -> line.substring(0, line.indexOf('|', line.indexOf('|', 1) + 1) + 1))
                .toList();

        assertThat(rows).containsExactlyInAnyOrderElementsOf(settings().toList());
    }

    private static Stream<String> settings() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.verbatim").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class))
                        .map(JavaClass::reflect)
                        .flatMap(type -> rows(
                                type.getAnnotation(ConfigurationProperties.class)
                                        .value(),
                                type));
    }

    private static Stream<String> rows(String prefix, Class<?> settings) {
        return Arrays.stream(settings.getDeclaredConstructors()[0].getParameters())
                .flatMap(parameter -> rows(prefix, parameter));
    }

    private static Stream<String> rows(String prefix, Parameter parameter) {
        String key =
                prefix + "." + parameter.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        if (parameter.getType().isRecord()) {
            return rows(key, parameter.getType());
        }
        DefaultValue value = parameter.getAnnotation(DefaultValue.class);
        return Stream.of("| `%s` | %s |"
                .formatted(key, value == null ? "" : "`" + String.join(",", value.value()) + "`"));
    }
}
