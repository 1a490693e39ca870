package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Shows the contents and messages in a pack under the names that its trees give them. */
final class GitObjects {
    /** Bytes of the largest object that is searched. */
    private static final int LARGEST = 16 << 20;

    private static final int MOST_NAMES = 200_000;
    private static final int ID = 20;

    private final Map<String, String> names = new HashMap<>();
    private final long mostWork;

    /** @param mostWork see {@link GitPack} */
    GitObjects(long mostWork) {
        this.mostWork = mostWork;
    }

    /** Takes what is to be searched. */
    @FunctionalInterface
    interface Visitor {
        void content(String name, byte[] content) throws IOException, GateException, InterruptedException;
    }

    /**
     * @param unsearched takes what was not, as a sentence part
     */
    void forEach(SeekableByteChannel pack, Visitor visitor, java.util.function.Consumer<String> unsearched)
            throws IOException, GateException, InterruptedException {
        GitPack objects = new GitPack(pack, LARGEST, mostWork);
        objects.forEach(new GitPack.Visitor() {
            @Override
            public void object(GitObject object) throws IOException, GateException, InterruptedException {
                if (object.type() == GitObject.TREE) {
                    names(object.content());
                } else {
                    String name = object.type() == GitObject.BLOB
                            ? names.getOrDefault(object.id(), object.id())
                            : object.typeName() + " " + object.id().substring(0, 12);
                    visitor.content(name, object.content());
                }
            }

            @Override
            public void tooLarge(long bytes) {
                unsearched.accept("it holds an object of " + bytes + " bytes, more than " + LARGEST);
            }
        });
        if (objects.withoutBase() > 0) {
            unsearched.accept(objects.withoutBase() + " of its objects are based on others that are not in it");
        }
    }

    /** {@code mode name\0id}, over and over; of directories nothing is kept. */
    private void names(byte[] tree) {
        int at = 0;
        while (at < tree.length && names.size() < MOST_NAMES) {
            int name = at;
            while (name < tree.length && tree[name] != ' ') {
                name++;
            }
            int end = name;
            while (end < tree.length && tree[end] != 0) {
                end++;
            }
            if (end + 1 + ID > tree.length) {
                return;
            }
            if (tree[at] == '1') {
                names.putIfAbsent(
                        HexFormat.of().formatHex(tree, end + 1, end + 1 + ID),
                        new String(tree, name + 1, end - name - 1, StandardCharsets.UTF_8));
            }
            at = end + 1 + ID;
        }
    }
}
