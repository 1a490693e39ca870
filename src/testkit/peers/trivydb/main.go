// Command trivydb writes the databases that a Trivy server and its client work from, filled with the advisories of one
// JSON file instead of everything there is.
//
// Usage: trivydb ADVISORIES.json CACHE-DIRECTORY
package main

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"time"

	trivydb "github.com/aquasecurity/trivy-db/pkg/db"
	"github.com/aquasecurity/trivy-db/pkg/metadata"
	"github.com/aquasecurity/trivy-db/pkg/types"
	javadb "github.com/aquasecurity/trivy-java-db/pkg/db"
	javatypes "github.com/aquasecurity/trivy-java-db/pkg/types"
	bolt "go.etcd.io/bbolt"
	_ "modernc.org/sqlite"
)

// advisories is the content of the data file.
type advisories struct {
	// Sources by bucket: "debian 12", "npm::GitHub Security Advisory Npm".
	Sources map[string]types.DataSource
	// Vulnerabilities by id, with what all advisories about one have in common.
	Vulnerabilities map[string]vulnerability
	Advisories      []advisory
	// Jars by SHA-1, for archives that do not say who they are.
	Jars []jar
}

type vulnerability struct {
	Title      string
	Published  *time.Time
	Severities map[types.SourceID]string
	Vectors    map[types.SourceID]string
	References []string
}

type advisory struct {
	Bucket     string
	Package    string
	ID         string
	VendorIDs  []string
	Severity   string
	Status     string
	Fixed      string
	Vulnerable []string
	Patched    []string
	// Arches is set for distributions that keep one entry for each architecture.
	Arches []string
}

type jar struct {
	Group, Artifact, Version, SHA1 string
}

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: trivydb ADVISORIES.json CACHE-DIRECTORY")
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

func run(file, cache string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var data advisories
	if err := json.Unmarshal(content, &data); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if err := writeVulnerabilities(data, filepath.Join(cache, "db")); err != nil {
		return err
	}
	return writeJars(data.Jars, filepath.Join(cache, "java-db"))
}

func writeVulnerabilities(data advisories, directory string) error {
	if err := os.RemoveAll(directory); err != nil {
		return err
	}
	if err := trivydb.Init(directory); err != nil {
		return err
	}
	defer trivydb.Close()
	dbc := trivydb.Config{}
	err := dbc.BatchUpdate(func(tx *bolt.Tx) error {
		for bucket, source := range data.Sources {
			if err := dbc.PutDataSource(tx, bucket, source); err != nil {
				return err
			}
		}
		for id, described := range data.Vulnerabilities {
			if err := putVulnerability(dbc, tx, id, described); err != nil {
				return err
			}
		}
		for _, each := range data.Advisories {
			if err := putAdvisory(dbc, tx, each); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	now := time.Now().UTC()
	return metadata.NewClient(directory).Update(metadata.Metadata{
		Version:      trivydb.SchemaVersion,
		UpdatedAt:    now,
		NextUpdate:   now.AddDate(1, 0, 0),
		DownloadedAt: now,
	})
}

func putVulnerability(dbc trivydb.Config, tx *bolt.Tx, id string, described vulnerability) error {
	record := types.Vulnerability{
		Title:          described.Title,
		VendorSeverity: types.VendorSeverity{},
		CVSS:           types.VendorCVSS{},
		References:     described.References,
		PublishedDate:  described.Published,
	}
	for source, word := range described.Severities {
		severity, err := types.NewSeverity(word)
		if err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
		record.VendorSeverity[source] = severity
		record.Severity = word
	}
	for source, vector := range described.Vectors {
		record.CVSS[source] = types.CVSS{V3Vector: vector}
	}
	return dbc.PutVulnerability(tx, id, record)
}

func putAdvisory(dbc trivydb.Config, tx *bolt.Tx, each advisory) error {
	record := types.Advisory{
		VendorIDs:          each.VendorIDs,
		FixedVersion:       each.Fixed,
		VulnerableVersions: each.Vulnerable,
		PatchedVersions:    each.Patched,
		Arches:             each.Arches,
	}
	if each.Severity != "" {
		severity, err := types.NewSeverity(each.Severity)
		if err != nil {
			return fmt.Errorf("%s: %w", each.ID, err)
		}
		record.Severity = severity
	}
	if each.Status != "" {
		record.Status = types.NewStatus(each.Status)
	}
	keys := []string{each.Bucket, each.Package}
	if len(each.Arches) > 0 {
		return dbc.PutAdvisory(tx, keys, each.ID, types.Advisories{
			FixedVersion: each.Fixed,
			Entries:      []types.Advisory{record},
		})
	}
	return dbc.PutAdvisory(tx, keys, each.ID, &record)
}

func writeJars(jars []jar, directory string) error {
	if err := os.RemoveAll(directory); err != nil {
		return err
	}
	db, err := javadb.New(directory)
	if err != nil {
		return err
	}
	defer db.Close()
	if err := db.Init(); err != nil {
		return err
	}
	var indexes []javatypes.Index
	for _, each := range jars {
		sum, err := hex.DecodeString(each.SHA1)
		if err != nil {
			return fmt.Errorf("%s: %w", each.Artifact, err)
		}
		indexes = append(indexes, javatypes.Index{
			GroupID: each.Group, ArtifactID: each.Artifact, Version: each.Version, SHA1: sum,
			ArchiveType: javatypes.JarType,
		})
	}
	if err := db.InsertIndexes(indexes); err != nil {
		return err
	}
	now := time.Now().UTC()
	meta := javadb.NewMetadata(directory)
	return meta.Update(javadb.Metadata{
		Version: javadb.SchemaVersion, UpdatedAt: now, NextUpdate: now.AddDate(1, 0, 0), DownloadedAt: now,
	})
}
