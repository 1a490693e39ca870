package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/** Shows the contents and messages in a pack under the names that its trees give them. */
final class GitObjects {
    /** Bytes of the largest object that is searched. */
    private static final int LARGEST = 16 << 20;

    private static final int MOST_NAMES = 200_000;

    private final Map<String, String> names = new HashMap<>();
    /** Contents that came before the trees that name them, as those of the index do. */
    private final Set<String> unnamed = new HashSet<>();

    private final GitHash hash;
    private final long mostWork;

    /** The parameters are those of {@link GitPack}. */
    GitObjects(GitHash hash, long mostWork) {
        this.hash = hash;
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
        GitPack objects = new GitPack(pack, hash, LARGEST, mostWork);
        objects.forEach(new GitPack.Visitor() {
            @Override
            public boolean object(GitObject object) throws IOException, GateException, InterruptedException {
                if (object.type() == GitObject.TREE) {
                    names(object.content());
                } else if (object.type() != GitObject.BLOB) {
                    visitor.content(object.typeName() + " " + object.id().substring(0, 12), object.content());
                } else if (names.containsKey(object.id())
                        || unnamed.size() >= MOST_NAMES
                        || !unnamed.add(object.id())) {
                    visitor.content(names.getOrDefault(object.id(), object.id()), object.content());
                } else {
                    return true;
                }
                return false;
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
            if (end + 1 + hash.length() > tree.length) {
                return;
            }
            if (tree[at] == '1') {
                names.putIfAbsent(
                        HexFormat.of().formatHex(tree, end + 1, end + 1 + hash.length()),
                        new String(tree, name + 1, end - name - 1, StandardCharsets.UTF_8));
            }
            at = end + 1 + hash.length();
        }
    }
}
