package io.jenkins.lib.containergate.registry.auth;

/** How to log in to a registry. Never shown: the texts of these objects hold no secret. */
public sealed interface RegistryLogin {

    /** Without a login. */
    record Anonymous() implements RegistryLogin {}

    /** For Basic authentication, or for a token server to turn into a token. */
    record Password(String user, String password) implements RegistryLogin {
        @Override
        public String toString() {
            return "Password[" + user + "]";
        }
    }

    /** What a token server turns into a token; Docker calls it an identity token. */
    record RefreshToken(String token) implements RegistryLogin {
        @Override
        public String toString() {
            return "RefreshToken";
        }
    }

    /** A token for the registry itself. */
    record AccessToken(String token) implements RegistryLogin {
        @Override
        public String toString() {
            return "AccessToken";
        }
    }
}
