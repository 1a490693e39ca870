package io.jenkins.lib.containergate.secret.document;

import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A value in a document, or the name of one.
 *
 * @param names of members and indexes of elements, outermost first
 * @param inName whether the position is in the last name itself and not in what it names
 * @param anchored whether other places of the document can use it as an alias (YAML 1.2, 3.2.2.2)
 */
public record DocumentPlace(List<String> names, boolean inName, boolean anchored) {
    private static final String MASK = "******";
    private static final int LONGEST = 500;

    public DocumentPlace {
        names = List.copyOf(names);
    }

    /** Tells whether a name is or holds a secret. */
    @FunctionalInterface
    public interface NameCheck {
        boolean secret(String name) throws GateException, InterruptedException;
    }

    /**
     * The JSON pointer (RFC 6901), shortened to a value around this one where it gets too long.
     *
     * @param check of every name; secret ones are masked
     * @return empty for the whole document
     */
    public Optional<String> pointer(NameCheck check) throws GateException, InterruptedException {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean masked = inName && i == names.size() - 1 || check.secret(name);
            String shown = masked ? MASK : name.replace("~", "~0").replace("/", "~1");
            if (pointer.length() + shown.length() >= LONGEST) {
                break;
            }
            pointer.append('/').append(shown);
        }
        return pointer.isEmpty() ? Optional.empty() : Optional.of(pointer.toString());
    }

    /** May hold a secret. */
    @Override
    public String toString() {
        return "DocumentPlace[" + names.size() + " names]";
    }

    /** A way from a document's root to a value, shared with all values beside and inside it. */
    record Node(Optional<Node> parent, String name, boolean anchored) {
        static final Node ROOT = new Node(Optional.empty(), "", false);

        Node child(String childName) {
            return new Node(Optional.of(this), childName, anchored);
        }

        /** With what lies in it. */
        Node withAnchor() {
            return new Node(parent, name, true);
        }

        DocumentPlace place(boolean inName) {
            List<String> names = new ArrayList<>();
            for (Node node = this; node.parent.isPresent(); node = node.parent.get()) {
                names.add(0, node.name);
            }
            return new DocumentPlace(names, inName, anchored);
        }
    }
}
