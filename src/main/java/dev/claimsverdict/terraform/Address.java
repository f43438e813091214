package dev.claimsverdict.terraform;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a resource instance, such as {@code module.sso["eu"].okta_idp_oidc.partner[0]}.
 *
 * @param module the address of its module instance; empty for the root module
 * @param resource its type and name, with {@code data.} before them for a data source
 * @param key its {@code for_each} key or {@code count} index in brackets; empty if it has none
 */
record Address(String module, String resource, String key) {

    /** A key in brackets: a number or a quoted string. */
    private static final Pattern KEY = Pattern.compile("\\[(?:\\d+|\"(?:[^\"\\\\]|\\\\.)*+\")]");

    private static final Pattern MODULE = Pattern.compile("module\\.[\\w-]+(?:" + KEY.pattern() + ")?\\.");
    private static final Pattern RESOURCE = Pattern.compile("((?:data\\.)?[\\w-]+\\.[\\w-]+)(" + KEY.pattern() + ")?");

    /** Reads an address, or the address at the beginning of a longer reference. Any other text gives an empty resource. */
    static Address of(String address) {
        Matcher module = MODULE.matcher(address);
        int end = 0;
        while (module.region(end, address.length()).lookingAt()) {
            end = module.end();
        }
        String modules = end == 0 ? "" : address.substring(0, end - 1);
        Matcher resource = RESOURCE.matcher(address).region(end, address.length());
        if (!resource.lookingAt()) {
            return new Address(modules, "", "");
        }
        String key = resource.group(2);
        return new Address(modules, resource.group(1), key == null ? "" : key);
    }

    /** The module without its keys, as the configuration knows it. */
    String configuredModule() {
        return KEY.matcher(module).replaceAll("");
    }

    /** The address without keys, as the configuration knows it. */
    String configured() {
        return module.isEmpty() ? resource : configuredModule() + "." + resource;
    }
}
