package org.eventextractor.conformance.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionLayoutTest {

    @TempDir
    Path empty;

    @Test
    void theRuntimeBringsItsNativeLibrary() {
        FunctionLayout layout = FunctionLayout.oneClassPath(Path.of("target/runtime"), Path.of("function.jar"), empty);

        assertThat(layout.nativeClient()).isAbsolute().exists();
    }

    @Test
    void aFolderWithoutARuntimeIsCalledSo() {
        assertThatThrownBy(() -> FunctionLayout.oneClassPath(empty, Path.of("function.jar"), empty))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no Lambda runtime in " + empty)
                .hasMessageContaining("mvn package");
    }
}
