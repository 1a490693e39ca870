package hudson.security;

import io.jenkins.lib.containergate.stubs.Signature;
import org.springframework.security.access.AccessDeniedException;

public interface AccessControlled {
    ACL getACL();

    default void checkPermission(Permission permission) throws AccessDeniedException {
        throw Signature.only();
    }

    default boolean hasPermission(Permission permission) {
        throw Signature.only();
    }
}
