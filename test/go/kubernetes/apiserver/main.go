// A Kubernetes API server for tests: one process with its store and the controller that fills aggregated ClusterRoles
// inside, so that it is started and stopped as one.
//
// Flags are those of kube-apiserver. The rest is told by the environment: ETCD_DATA_DIR and ETCD_PORT for the store,
// CONTROLLER_SERVER and CONTROLLER_TOKEN (of a member of system:masters) for the controller.
package main

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"time"

	"go.etcd.io/etcd/server/v3/embed"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/component-base/cli"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
	"k8s.io/kubernetes/pkg/controller/clusterroleaggregation"
)

func main() {
	if err := startStore(os.Getenv("ETCD_DATA_DIR"), os.Getenv("ETCD_PORT")); err != nil {
		fail("store", err)
	}
	if err := startAggregation(os.Getenv("CONTROLLER_SERVER"), os.Getenv("CONTROLLER_TOKEN")); err != nil {
		fail("controller", err)
	}
	os.Exit(cli.Run(app.NewAPIServerCommand()))
}

func fail(part string, err error) {
	fmt.Fprintf(os.Stderr, "%s: %v\n", part, err)
	os.Exit(1)
}

func startStore(dataDir, port string) error {
	client, err := url.Parse("http://127.0.0.1:" + port)
	if err != nil {
		return err
	}
	// Port 0: nobody joins, the peers' door only has to exist.
	peer, err := url.Parse("http://127.0.0.1:0")
	if err != nil {
		return err
	}
	config := embed.NewConfig()
	config.Dir = dataDir
	config.LogLevel = "error"
	config.UnsafeNoFsync = true
	config.ListenClientUrls = []url.URL{*client}
	config.AdvertiseClientUrls = []url.URL{*client}
	config.ListenPeerUrls = []url.URL{*peer}
	config.AdvertisePeerUrls = []url.URL{*peer}
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	store, err := embed.StartEtcd(config)
	if err != nil {
		return err
	}
	select {
	case <-store.Server.ReadyNotify():
		return nil
	case <-time.After(30 * time.Second):
		return fmt.Errorf("not ready after 30 seconds")
	}
}

// The controller asks until the server answers, so it may start before it.
func startAggregation(server, token string) error {
	client, err := kubernetes.NewForConfig(&rest.Config{
		Host:        server,
		BearerToken: token,
		// It talks to its own process over the loopback interface.
		TLSClientConfig: rest.TLSClientConfig{Insecure: true},
	})
	if err != nil {
		return err
	}
	ctx := context.Background()
	factory := informers.NewSharedInformerFactory(client, 0)
	controller := clusterroleaggregation.NewClusterRoleAggregation(
		factory.Rbac().V1().ClusterRoles(), client.RbacV1())
	factory.Start(ctx.Done())
	go controller.Run(ctx, 1)
	return nil
}
