package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;

/** Paths as findings show them: a name in them that is or holds a secret is masked. */
public final class ShownPath {
    private static final String MASK = "******";

    private final SecretScanner scanner;

    public ShownPath(SecretScanner scanner) {
        this.scanner = scanner;
    }

    public String of(String path) throws GateException, InterruptedException {
        List<String> shown = new ArrayList<>();
        for (String name : path.split("/", -1)) {
            shown.add(scanner.secretName(path, name) ? MASK : name);
        }
        return String.join("/", shown);
    }
}
