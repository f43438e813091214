package dev.claimsverdict.judge;

import dev.claimsverdict.idp.IdpConfiguration;
import dev.claimsverdict.idp.Provider;
import dev.claimsverdict.idp.Providers;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Links findings about what an IdP sends to the page of the IdP's provider. */
final class ProviderAdvice {

    private static final Set<FindingCode> ABOUT_WHAT_IT_SENDS = Collections.unmodifiableSet(EnumSet.of(
            FindingCode.AMR_MISSING,
            FindingCode.AMR_EMPTY,
            FindingCode.AMR_ALL_UNSUPPORTED,
            FindingCode.FLOW_BREAKS_NO_AMR,
            FindingCode.PROVIDER_SENDS_NO_AMR,
            FindingCode.ENTRA_V2_ENDPOINTS,
            FindingCode.PROVIDER_OUT_OF_REACH,
            FindingCode.AMR_NOT_ADVERTISED,
            FindingCode.AMR_EVIDENCE_MISSING,
            FindingCode.MFA_ONLY_UNDER_CONSTRAINT,
            FindingCode.CLASSIC_NEEDS_PWD_OR_MFA,
            FindingCode.CHARACTERISTICS_MISSING,
            FindingCode.FACTORS_MISSING));

    private ProviderAdvice() {}

    /** Adds the page to those findings that are about what the IdP sends, if its provider is known. */
    static void add(List<Finding> findings, IdpConfiguration idp) {
        if (findings.stream().anyMatch(finding -> ABOUT_WHAT_IT_SENDS.contains(finding.code()))) {
            Optional<Provider> provider = Providers.of(idp).map(Providers.Recognized::provider);
            provider.ifPresent(known -> findings.replaceAll(
                    finding -> ABOUT_WHAT_IT_SENDS.contains(finding.code()) ? known.advise(finding) : finding));
        }
    }
}
