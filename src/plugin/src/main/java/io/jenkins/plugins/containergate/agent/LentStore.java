package io.jenkins.plugins.containergate.agent;

import io.jenkins.lib.containergate.awssdk.BucketPath;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.cache.SharedEntries;
import io.jenkins.plugins.containergate.access.OrganisationAccounts;
import io.jenkins.plugins.containergate.aws.AwsConnection;
import io.jenkins.plugins.containergate.aws.AwsConnector;
import io.jenkins.plugins.containergate.aws.AwsNeed;
import io.jenkins.plugins.containergate.config.AwsAccount;
import io.jenkins.plugins.containergate.config.SharedCacheSettings;
import java.io.IOException;
import java.io.ObjectStreamException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;
import org.jspecify.annotations.Nullable;

/**
 * Lends an agent the objects of the shared cache while it reads an image. Credentials stay on the controller, and the agent
 * can name nothing but entries below the prefix. On its way to an agent it becomes a proxy of itself.
 */
final class LentStore implements LentEntries, SerializableOnlyOverRemoting, AutoCloseable {
    private static final long serialVersionUID = 1L;
    /** What is larger is not shared: it would have to fit into the memory of the controller, for each agent. */
    static final int MAX_OBJECT = 8 << 20;
    /** At the same time, for one agent. */
    private static final int CALLS = 2;
    /** Names are digests. */
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private final transient SharedEntries store;
    private final transient Runnable end;
    private final transient Semaphore calls;
    private transient volatile boolean closed;

    /** @param end closes the store */
    LentStore(SharedEntries store, Runnable end) {
        this(store, end, new Semaphore(CALLS));
    }

    private LentStore(SharedEntries store, Runnable end, Semaphore calls) {
        this.calls = calls;
        this.store = store;
        this.end = end;
    }

    /** @throws GateException when there is no such account, or it cannot be used */
    static LentStore open(SharedCacheSettings settings, Clock clock) throws GateException {
        BucketPath path = settings.path();
        AwsAccount account = OrganisationAccounts.named(settings.getAwsAccount());
        Optional<String> region = Optional.ofNullable(settings.getRegion())
                .or(() -> account.getRegions().stream().findFirst());
        AwsConnection connection = AwsConnector.open(account, region, AwsNeed.IDENTITY);
        try {
            return new LentStore(connection.sharedEntries(path, clock), connection::close);
        } catch (RuntimeException | LinkageError e) {
            connection.close();
            throw e;
        }
    }

    /** With the key that its objects are encrypted under. */
    AgentSharing under(byte[] key) {
        return new AgentSharing(this, HexFormat.of().formatHex(key));
    }

    @Override
    public byte @Nullable [] get(String name, int most) throws IOException, InterruptedException {
        requireEntry(name);
        calls.acquire();
        try {
            return store.get(name, Math.min(Math.max(0, most), MAX_OBJECT)).orElse(null);
        } finally {
            calls.release();
        }
    }

    @Override
    public void put(String name, byte[] object) throws IOException, InterruptedException {
        requireEntry(name);
        if (object.length > MAX_OBJECT) {
            return;
        }
        calls.acquire();
        try {
            store.put(name, object);
        } finally {
            calls.release();
        }
    }

    private void requireEntry(String name) throws IOException {
        if (closed) {
            throw new IOException("the image was read: the shared cache is not lent any more");
        }
        if (!NAME.matcher(name).matches()) {
            throw new IOException("not a name of an entry");
        }
    }

    @Override
    public void close() {
        closed = true;
        end.run();
    }

    private Object writeReplace() throws ObjectStreamException {
        return getChannelForSerialization().export(LentEntries.class, this);
    }
}
