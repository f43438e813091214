package dev.claimsverdict.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.claimsverdict.json.Reading;
import dev.claimsverdict.json.StrictTree;
import dev.claimsverdict.testing.DryRun;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Client secrets are taken out of a copy")
class ClientSecretsTest {

    private static final List<String> IDPS = List.of("/idps/*");

    private static StrictTree tree(String... clients) {
        String idps = String.join("}}}, {protocol: {credentials: {client: ", clients);
        String json = DryRun.json("{idps: [{protocol: {credentials: {client: " + idps + "}}}]}")
                .toString();
        return ((Reading.Read<StrictTree>) StrictTree.read(json)).value();
    }

    @Test
    @DisplayName("the copy has no secret and names those that there were; the caller's tree stays as it was")
    void copy() {
        StrictTree tree = tree("{client_secret: 'one'}", "{client_id: 'x'}", "{client_secret: 'two'}");
        String before = tree.root().toString();
        ClientSecrets secrets = ClientSecrets.takenOutOf(tree, IDPS);
        assertEquals(before, tree.root().toString());
        assertEquals(tree("{}", "{client_id: 'x'}", "{}").root(), secrets.tree().root());
        assertTrue(secrets.had("/idps/0"));
        assertFalse(secrets.had("/idps/1"));
        assertTrue(secrets.had("/idps/2"));
    }

    @Test
    @DisplayName("null and blank are removed and are no secret; without the member there is no copy")
    void none() {
        ClientSecrets secrets =
                ClientSecrets.takenOutOf(tree("{client_id: 'x', client_secret: null}", "{client_secret: ' '}"), IDPS);
        assertEquals(tree("{client_id: 'x'}", "{}").root(), secrets.tree().root());
        assertEquals(Set.of(), secrets.pointers());
        StrictTree bare = tree("{client_id: 'x'}");
        assertSame(bare, ClientSecrets.takenOutOf(bare, IDPS).tree());
    }
}
