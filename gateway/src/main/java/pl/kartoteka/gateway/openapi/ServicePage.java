package pl.kartoteka.gateway.openapi;

import tools.jackson.databind.node.ObjectNode;

/** What one service says of itself. */
record ServicePage(String service, String title, ObjectNode document) {}
