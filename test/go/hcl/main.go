// Formats Terraform text as `terraform fmt` does. One JSON string a line in, one JSON answer a line out; a text that does
// not parse is answered with its error.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclwrite"
)

type answer struct {
	Formatted string `json:"formatted"`
	Error     string `json:"error,omitempty"`
}

func format(text string) answer {
	_, diagnostics := hclwrite.ParseConfig([]byte(text), "repair.tf", hcl.InitialPos)
	if diagnostics.HasErrors() {
		return answer{Error: diagnostics.Error()}
	}
	return answer{Formatted: string(hclwrite.Format([]byte(text)))}
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 16*1024*1024)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var text string
		if err := json.Unmarshal(lines.Bytes(), &text); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		if err := out.Encode(format(text)); err != nil {
			os.Exit(2)
		}
	}
}
