// Takes the place of gitleaks' own checks of its rules and prints what they would be checked with.
package utils

import (
	"encoding/json"
	"os"

	"github.com/zricethezav/gitleaks/v8/config"
)

type sample struct {
	Rule   string `json:"rule"`
	Path   string `json:"path"`
	Text   string `json:"text"`
	Secret bool   `json:"secret"`
}

func print(rule, path, text string, secret bool) {
	if err := json.NewEncoder(os.Stdout).Encode(sample{rule, path, text, secret}); err != nil {
		panic(err)
	}
}

func Validate(rule config.Rule, truePositives []string, falsePositives []string) *config.Rule {
	for _, text := range truePositives {
		print(rule.RuleID, "", text, true)
	}
	for _, text := range falsePositives {
		print(rule.RuleID, "", text, false)
	}
	return &rule
}

func ValidateWithPaths(rule config.Rule, truePositives map[string]string, falsePositives map[string]string) *config.Rule {
	for path, text := range truePositives {
		print(rule.RuleID, path, text, true)
	}
	for path, text := range falsePositives {
		print(rule.RuleID, path, text, false)
	}
	return &rule
}
