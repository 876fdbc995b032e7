package io.verbatim.gateway.http.server;

import io.verbatim.gateway.wire.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A document of the protocol: a resource, and in its components the schemas that both documents share.
///
/// @param json the whole document, in UTF-8
/// @param etag changes with the document; weak, since it is compressed for some
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record ContractDocument(byte[] json, String etag) {
    private static final String FOLDER = "/io/verbatim/gateway/contract/";
    private static final int DIGITS = 32;

    static ContractDocument read(String name) {
        ObjectNode document = object(name);
        ((ObjectNode) document.get("components")).set("schemas", object("schemas.json"));
        byte[] json = Json.write(document);
        return new ContractDocument(json, "W/\"" + digest(json).substring(0, DIGITS) + '"');
    }

    private static ObjectNode object(String name) {
        try (InputStream resource = ContractDocument.class.getResourceAsStream(FOLDER + name)) {
            if (resource == null) {
                throw new IllegalStateException("resource: none (expected: " + FOLDER + name + ")");
            }
            JsonNode node = Json.mapper().readTree(resource);
            return (ObjectNode) node;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String digest(byte[] json) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
