package dev.claimsverdict.terraform;

import dev.claimsverdict.judge.IdpRequest;
import dev.claimsverdict.request.IdpRequestReader;
import dev.claimsverdict.verdict.ConfigurationVerdict;
import dev.claimsverdict.verdict.Finding;
import dev.claimsverdict.verdict.FindingCode;
import java.util.List;
import java.util.stream.Stream;

/**
 * The changes of IdPs in a Terraform plan.
 *
 * @param changes in the plan's order
 */
public record TerraformPlan(List<Change> changes) {

    public TerraformPlan {
        changes = List.copyOf(changes);
    }

    /** A change of one IdP. It is judged like any other, and its findings then point to the plan's fields. */
    public static final class Change {

        private final String address;
        private final IdpRequest request;
        private final TerraformIdp type;
        private final String pointer;
        private final boolean trustUnknown;

        Change(String address, IdpRequest request, TerraformIdp type, String pointer, boolean trustUnknown) {
            this.address = address;
            this.request = request;
            this.type = type;
            this.pointer = pointer;
            this.trustUnknown = trustUnknown;
        }

        /** The address of the resource, such as {@code module.sso.okta_idp_oidc.partner}. */
        public String address() {
            return address;
        }

        /** The change as a request for the judge. */
        public IdpRequest request() {
            return request;
        }

        /** A verdict on {@link #request()} whose findings point into the plan. */
        public ConfigurationVerdict inPlan(ConfigurationVerdict verdict) {
            Stream<Finding> findings = verdict.findings().stream().map(this::inPlan);
            if (trustUnknown) {
                // A value that is only assumed can't be reported as unchanged.
                findings = Stream.concat(
                        findings.filter(finding -> finding.code() != FindingCode.NO_RELEVANT_CHANGE),
                        Stream.of(Finding.at(
                                pointer + "/after_unknown/" + TerraformIdp.TRUST_CLAIMS,
                                FindingCode.TRUST_CLAIMS_UNKNOWN)));
            }
            return new ConfigurationVerdict(
                    verdict.decisionId(), verdict.amrTable(), verdict.trust(), findings.toList());
        }

        private Finding inPlan(Finding finding) {
            return new Finding(
                    finding.code(),
                    finding.level(),
                    finding.message(),
                    finding.pointer().map(this::inPlan),
                    finding.help());
        }

        private String inPlan(String within) {
            if (IdpRequestReader.isBesideRequest(within)) {
                return within;
            }
            for (String side : List.of("/before", "/after")) {
                if (within.equals(side) || within.startsWith(side + "/")) {
                    return pointer + side + type.attributePointer(within.substring(side.length()));
                }
            }
            return pointer;
        }
    }
}
