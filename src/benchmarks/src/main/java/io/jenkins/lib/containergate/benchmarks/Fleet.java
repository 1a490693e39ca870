package io.jenkins.lib.containergate.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What runs in the accounts of the simulation. Nothing is stored: everything follows from its numbers.
 *
 * @param clusters of each account
 * @param services of each cluster, each with a task definition of its own
 * @param tasks of each service
 * @param images different ones in all accounts together
 */
record Fleet(int accounts, int clusters, int services, int tasks, int images) {
    static final String REGION = "eu-central-1";
    private static final int REPOSITORIES = 100;

    static Fleet parse(String text) {
        String[] numbers = text.split(",");
        return new Fleet(
                Integer.parseInt(numbers[0]),
                Integer.parseInt(numbers[1]),
                Integer.parseInt(numbers[2]),
                Integer.parseInt(numbers[3]),
                Integer.parseInt(numbers[4]));
    }

    @Override
    public String toString() {
        return accounts + "," + clusters + "," + services + "," + tasks + "," + images;
    }

    static String arn(String account, String resource) {
        return "arn:aws:ecs:" + REGION + ":" + account + ":" + resource;
    }

    /** Every image runs somewhere: the first services of a cluster have a second container. */
    List<Integer> images(int cluster, int service) {
        List<Integer> all = new ArrayList<>();
        int perCluster = Math.max(services, images / Math.max(1, clusters * accounts));
        int first = (int) ((long) cluster * perCluster % images);
        all.add((first + service) % images);
        if (service < perCluster - services) {
            all.add((first + services + service) % images);
        }
        return all;
    }

    static String repository(int image) {
        return "shop/r" + image % REPOSITORIES;
    }
}
