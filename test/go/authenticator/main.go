// Answers for aws-iam-authenticator itself: what it makes of an aws-auth ConfigMap and of identities.
// One JSON question per line on standard input, one JSON answer per line on standard output.
package main

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	_ "unsafe" // for the link to saveMap

	"github.com/sirupsen/logrus"
	"sigs.k8s.io/aws-iam-authenticator/pkg/arn"
	"sigs.k8s.io/aws-iam-authenticator/pkg/config"
	"sigs.k8s.io/aws-iam-authenticator/pkg/mapper/configmap"
	"sigs.k8s.io/aws-iam-authenticator/pkg/token"
)

// The authenticator fills its map only from a watch on a cluster; this is the step behind the watch.
//
//go:linkname saveMap sigs.k8s.io/aws-iam-authenticator/pkg/mapper/configmap.(*MapStore).saveMap
func saveMap(*configmap.MapStore, []config.UserMapping, []config.RoleMapping, []string)

type question struct {
	Data       map[string]string `json:"data"`
	Identities []string          `json:"identities"`
}

type row struct {
	ARN      string   `json:"arn"`
	Username string   `json:"username"`
	Groups   []string `json:"groups"`
}

type mapping struct {
	Canonical string   `json:"canonical"`
	Error     string   `json:"error,omitempty"`
	Mapped    bool     `json:"mapped"`
	Username  string   `json:"username"`
	Groups    []string `json:"groups"`
	// whether the account of the identity is one of mapAccounts
	ByAccount bool `json:"byAccount"`
}

type answer struct {
	Roles    []row    `json:"roles"`
	Users    []row    `json:"users"`
	Accounts []string `json:"accounts"`
	// sections with which the parser was not content
	Complaints []string  `json:"complaints"`
	Mappings   []mapping `json:"mappings"`
}

func groupsOf(groups []string) []string {
	if groups == nil {
		return []string{}
	}
	return groups
}

func mapOne(store *configmap.MapStore, text string) mapping {
	_, canonical, err := arn.Canonicalize(text)
	if err != nil {
		return mapping{Error: err.Error(), Groups: []string{}}
	}
	mapper := configmap.ConfigMapMapper{MapStore: store}
	result, err := mapper.Map(&token.Identity{ARN: text, CanonicalARN: canonical})
	if err != nil {
		return mapping{Canonical: canonical, Groups: []string{}, ByAccount: mapper.IsAccountAllowed(accountOf(text))}
	}
	return mapping{Canonical: canonical, Mapped: true, Username: result.Username, Groups: groupsOf(result.Groups)}
}

// The fifth field of an ARN, which STS gives as the account as well.
func accountOf(text string) string {
	field, start := 0, 0
	for i, char := range text {
		if char != ':' {
			continue
		}
		field++
		if field == 4 {
			start = i + 1
		}
		if field == 5 {
			return text[start:i]
		}
	}
	return ""
}

func answerTo(asked question) answer {
	users, roles, accounts, _ := configmap.ParseMap(asked.Data)
	given := answer{Roles: []row{}, Users: []row{}, Accounts: []string{}, Complaints: []string{}, Mappings: []mapping{}}
	for _, role := range roles {
		// Roles of Identity Center by name need a feature gate that is off unless somebody asks for it.
		if role.SSO == nil {
			given.Roles = append(given.Roles, row{role.RoleARN, role.Username, groupsOf(role.Groups)})
		}
	}
	for _, user := range users {
		given.Users = append(given.Users, row{user.UserARN, user.Username, groupsOf(user.Groups)})
	}
	given.Accounts = append(given.Accounts, accounts...)
	for _, section := range []string{"mapRoles", "mapUsers", "mapAccounts"} {
		if text, ok := asked.Data[section]; ok {
			if _, _, _, err := configmap.ParseMap(map[string]string{section: text}); err != nil {
				given.Complaints = append(given.Complaints, section)
			}
		}
	}
	store := &configmap.MapStore{}
	saveMap(store, users, roles, accounts)
	for _, identity := range asked.Identities {
		given.Mappings = append(given.Mappings, mapOne(store, identity))
	}
	return given
}

func main() {
	logrus.SetOutput(io.Discard)
	lines := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	write := json.NewEncoder(out)
	write.SetEscapeHTML(false)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 1 {
			var asked question
			if err := json.Unmarshal(line, &asked); err != nil {
				panic(err)
			}
			if err := write.Encode(answerTo(asked)); err != nil {
				panic(err)
			}
		}
		if err != nil {
			return
		}
	}
}
