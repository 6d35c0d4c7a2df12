// The API server's own RBAC authoriser and its comparison of rules, asked line by line.
//
//	{"objects":[...]}                              what the next questions are about; answers {}
//	{"user":"","groups":[],"attributes":{...}}     answers {"decision":"allow|deny","by":"..."}
//	{"owner":[...],"servant":[...]}                answers {"covered":true|false,"uncovered":[...]}
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/apiserver/pkg/authentication/user"
	"k8s.io/apiserver/pkg/authorization/authorizer"
	"k8s.io/component-helpers/auth/rbac/validation"
	registry "k8s.io/kubernetes/pkg/registry/rbac/validation"
	"k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac"
)

type line struct {
	Objects    []json.RawMessage   `json:"objects"`
	User       string              `json:"user"`
	Groups     []string            `json:"groups"`
	Attributes *attributes         `json:"attributes"`
	Owner      []rbacv1.PolicyRule `json:"owner"`
	Servant    []rbacv1.PolicyRule `json:"servant"`
}

type attributes struct {
	Verb        string `json:"verb"`
	APIGroup    string `json:"apiGroup"`
	Resource    string `json:"resource"`
	Subresource string `json:"subresource"`
	Name        string `json:"name"`
	Namespace   string `json:"namespace"`
	Path        string `json:"path"`
}

type authorization struct {
	Decision string `json:"decision"`
	By       string `json:"by"`
}

type coverage struct {
	Covered   bool                `json:"covered"`
	Uncovered []rbacv1.PolicyRule `json:"uncovered"`
}

func main() {
	if err := answerAll(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func answerAll() error {
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 64<<20)
	output := bufio.NewWriter(os.Stdout)
	encoder := json.NewEncoder(output)
	var authoriser *rbac.RBACAuthorizer
	for input.Scan() {
		var asked line
		if err := json.Unmarshal(input.Bytes(), &asked); err != nil {
			return err
		}
		var answer any
		switch {
		case asked.Objects != nil:
			var err error
			if authoriser, err = over(asked.Objects); err != nil {
				return err
			}
			answer = struct{}{}
		case asked.Attributes != nil:
			answer = authorise(authoriser, asked)
		default:
			covered, uncovered := validation.Covers(asked.Owner, asked.Servant)
			answer = coverage{covered, uncovered}
		}
		if err := encoder.Encode(answer); err != nil {
			return err
		}
	}
	if err := input.Err(); err != nil {
		return err
	}
	return output.Flush()
}

func over(objects []json.RawMessage) (*rbac.RBACAuthorizer, error) {
	var roles []*rbacv1.Role
	var roleBindings []*rbacv1.RoleBinding
	var clusterRoles []*rbacv1.ClusterRole
	var clusterRoleBindings []*rbacv1.ClusterRoleBinding
	for _, raw := range objects {
		var kind struct {
			Kind string `json:"kind"`
		}
		if err := json.Unmarshal(raw, &kind); err != nil {
			return nil, err
		}
		var err error
		switch kind.Kind {
		case "Role":
			roles, err = add(roles, raw)
		case "RoleBinding":
			roleBindings, err = add(roleBindings, raw)
		case "ClusterRole":
			clusterRoles, err = add(clusterRoles, raw)
		case "ClusterRoleBinding":
			clusterRoleBindings, err = add(clusterRoleBindings, raw)
		default:
			err = fmt.Errorf("unknown kind %q", kind.Kind)
		}
		if err != nil {
			return nil, err
		}
	}
	_, static := registry.NewTestRuleResolver(roles, roleBindings, clusterRoles, clusterRoleBindings)
	return rbac.New(static, static, static, static), nil
}

func add[T any](to []*T, raw json.RawMessage) ([]*T, error) {
	object := new(T)
	if err := json.Unmarshal(raw, object); err != nil {
		return nil, err
	}
	return append(to, object), nil
}

// Members of system:masters are let through before any authoriser is asked.
func authorise(authoriser *rbac.RBACAuthorizer, asked line) authorization {
	if slices.Contains(asked.Groups, user.SystemPrivilegedGroup) {
		return authorization{Decision: "allow", By: `Group "system:masters"`}
	}
	a := asked.Attributes
	decision, reason, _ := authoriser.Authorize(context.Background(), authorizer.AttributesRecord{
		User:            &user.DefaultInfo{Name: asked.User, Groups: asked.Groups},
		Verb:            a.Verb,
		APIGroup:        a.APIGroup,
		Resource:        a.Resource,
		Subresource:     a.Subresource,
		Name:            a.Name,
		Namespace:       a.Namespace,
		Path:            a.Path,
		ResourceRequest: a.Path == "",
	})
	if decision == authorizer.DecisionAllow {
		return authorization{"allow", strings.TrimPrefix(reason, "RBAC: allowed by ")}
	}
	return authorization{"deny", ""}
}
