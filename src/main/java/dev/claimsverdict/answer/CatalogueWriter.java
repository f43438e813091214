package dev.claimsverdict.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.claimsverdict.amr.AmrRow;
import dev.claimsverdict.amr.AmrRows;
import dev.claimsverdict.amr.AmrTable;
import dev.claimsverdict.verdict.FindingCode;

/** Writes the AMR tables and the catalogue of findings. */
public final class CatalogueWriter {

    private CatalogueWriter() {}

    /** An edition of the AMR table, together with the legacy feature's table. */
    public static ObjectNode amrTable(AmrTable table) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("edition", table.edition());
        VerdictWriter.strings(json.putArray("editions"), AmrTable.EDITIONS);
        json.put("defaultEdition", AmrTable.DEFAULT.edition());
        rows(json.putArray("values"), table.claimsSharing());
        rows(json.putArray("legacyMapping"), table.legacyMapping());
        return json;
    }

    /** Every finding code, in order of precedence. */
    public static ObjectNode findings() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode findings = json.putArray("findings");
        for (FindingCode code : FindingCode.values()) {
            findings.addObject()
                    .put("code", code.name())
                    .put("level", code.level().name())
                    .put("rule", code.rule())
                    .put("sentence", code.sentence())
                    .put("remedy", code.remedy())
                    .put("help", code.help());
        }
        return json;
    }

    private static void rows(ArrayNode array, AmrRows rows) {
        for (AmrRow row : rows.rows()) {
            ObjectNode object = array.addObject().put("value", row.value());
            VerdictWriter.names(object.putArray("factorTypes"), row.factorTypes());
            VerdictWriter.names(object.putArray("characteristics"), row.characteristics());
            VerdictWriter.names(object.putArray("characteristicsBesidePossession"), row.besidePossession());
        }
    }
}
