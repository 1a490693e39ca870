package io.jenkins.plugins.containergate.config;

import io.jenkins.lib.containergate.arn.Arn;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an AWS account of the configuration is for.
 *
 * @param account twelve digits; empty when nobody said
 * @param regions none for all
 */
record AccountScope(Optional<String> account, List<String> regions) {
    AccountScope {
        regions = List.copyOf(regions);
    }

    /** @param role says the account, unless the id does */
    static AccountScope of(@Nullable String accountId, @Nullable String role, List<String> regions) {
        Optional<String> ofRole = Optional.ofNullable(role).flatMap(Arn::of).map(Arn::account);
        return new AccountScope(Optional.ofNullable(accountId).or(() -> ofRole), regions);
    }

    /** Whether it may be taken for this account and region without being named. */
    boolean covers(String wantedAccount, String region) {
        return account.filter(wantedAccount::equals).isPresent() && (regions.isEmpty() || regions.contains(region));
    }
}
