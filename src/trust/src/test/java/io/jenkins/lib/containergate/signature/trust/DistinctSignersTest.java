package io.jenkins.lib.containergate.signature.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.signature.TrustedSigner;
import io.jenkins.lib.containergate.signature.VerifiedSignature;
import io.jenkins.lib.containergate.signature.VerifiedSignature.SignerIdentity;
import io.jenkins.lib.containergate.signature.trust.DistinctSigners.Match;
import io.jenkins.lib.containergate.signature.trust.TrustRequirement.Member;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nobody counts twice, and nobody who could count is left out. */
class DistinctSignersTest {
    private static final PublicKey ANY = SigningKey.ecdsa().publicKey();

    private static Member member(String name, String role) {
        return new Member(
                new TrustedSigner.Key(name, ANY, new TrustedSigner.LogDemand.Ignored()),
                role.isEmpty() ? Optional.empty() : Optional.of(role));
    }

    private static Match match(Member member, String... marks) {
        return new Match(
                member,
                new VerifiedSignature(
                        member.signer().name(),
                        new SignerIdentity("somebody", Set.of(marks)),
                        "how",
                        Optional.empty(),
                        new Digest("ab".repeat(32)),
                        "somewhere",
                        Map.of(),
                        Optional.empty()));
    }

    private static List<String> counted(List<Match> matches) {
        return new DistinctSigners(matches)
                .count(List.of()).counted().stream()
                        .map(VerifiedSignature::signer)
                        .toList();
    }

    @Test
    void twoNamesForOnePersonAreOne() {
        Member wide = member("wide", "");
        Member narrow = member("narrow", "");
        assertThat(counted(List.of(match(wide, "alice"), match(narrow, "alice"))))
                .containsExactly("wide");
    }

    @Test
    void whoFitsOnlyOneNameGetsIt() {
        Member wide = member("wide", "");
        Member narrow = member("narrow", "");
        List<Match> matches = List.of(match(wide, "alice"), match(wide, "bob"), match(narrow, "alice"));
        assertThat(counted(matches)).containsExactly("wide", "narrow");
    }

    @Test
    void whoeverIsLinkedByOthersIsOnePerson() {
        Member a = member("a", "");
        Member b = member("b", "");
        Member c = member("c", "");
        List<Match> matches = List.of(match(a, "key 1"), match(b, "name 2"), match(c, "key 1", "name 2"));
        assertThat(counted(matches)).hasSize(1);
    }

    @Test
    void rolesComeFirst() {
        Member plain = member("plain", "");
        Member approver = member("approver", "approved-by");
        DistinctSigners.Count count = new DistinctSigners(List.of(match(plain, "alice"), match(approver, "alice")))
                .count(List.of("approved-by"));
        assertThat(count.filled()).containsExactly("approved-by");
        assertThat(count.doubles()).containsExactly("plain");
    }

    @Test
    void onePersonFillsOneRole() {
        Member builder = member("builder", "built-by");
        Member approver = member("approver", "approved-by");
        List<String> roles = List.of("built-by", "approved-by");
        assertThat(new DistinctSigners(List.of(match(builder, "alice"), match(approver, "alice")))
                        .count(roles)
                        .filled())
                .hasSize(1);
        assertThat(new DistinctSigners(
                                List.of(match(builder, "alice"), match(builder, "bob"), match(approver, "alice")))
                        .count(roles)
                        .filled())
                .hasSize(2);
    }

    @Test
    void itCountsAsManyAsTryingEverythingDoes() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            int members = 1 + random.nextInt(5);
            List<Match> matches = new ArrayList<>();
            List<Set<Integer>> fits = new ArrayList<>();
            for (int i = 0; i < members; i++) {
                Set<Integer> people = new HashSet<>();
                for (int person = 0; person < 4; person++) {
                    if (random.nextInt(3) == 0) {
                        people.add(person);
                        matches.add(match(member("m" + i, ""), "person " + person));
                    }
                }
                fits.add(people);
            }
            assertThat(counted(matches)).hasSize(best(fits, 0, new HashSet<>())).doesNotHaveDuplicates();
        }
    }

    private static int best(List<Set<Integer>> fits, int at, Set<Integer> taken) {
        if (at == fits.size()) {
            return 0;
        }
        int most = best(fits, at + 1, taken);
        for (int person : fits.get(at)) {
            if (taken.add(person)) {
                most = Math.max(most, 1 + best(fits, at + 1, taken));
                taken.remove(person);
            }
        }
        return most;
    }
}
