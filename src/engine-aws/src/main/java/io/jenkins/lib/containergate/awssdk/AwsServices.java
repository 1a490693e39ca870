package io.jenkins.lib.containergate.awssdk;

import software.amazon.awssdk.regions.Region;

/** Services of AWS that are asked without a client of the SDK, by their protocols. */
record AwsServices(SignedCalls calls, Endpoints endpoints, Region region) {
    RestService rest(String name, String where) {
        return rest(name, where, "nextToken");
    }

    RestService rest(String name, String where, String next) {
        return new RestService(calls, endpoints.of(name, where), name, where, next);
    }

    QueryService query(String name, String where, String version, QueryService.Paging paging) {
        return new QueryService(calls, endpoints.of(name, where), name, where, version, paging);
    }

    JsonService service(String name, String target, String next) {
        return service(name, target, next, region.id());
    }

    JsonService service(String name, String target, String next, String where) {
        return json("1.1", name, target, next, where);
    }

    JsonService json(String version, String name, String target, String next, String where) {
        return new JsonService(calls, endpoints.of(name, where), name, where, version, target, next);
    }
}
