package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// ticksPerSecond is the unit of /proc/PID/stat, the same on every Linux that Go runs on.
const ticksPerSecond = 100

// resourceUse is what this process, and the collector if its process is known, have used so far.
type resourceUse struct {
	ownCPU           float64
	collectorCPU     float64
	collectorPeakMiB float64
}

func readResourceUse(pid int) (resourceUse, error) {
	var own syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &own); err != nil {
		return resourceUse{}, err
	}
	read := resourceUse{ownCPU: seconds(own.Utime) + seconds(own.Stime)}
	if pid == 0 {
		return read, nil
	}
	var err error
	if read.collectorCPU, err = cpuOf(pid); err != nil {
		return resourceUse{}, fmt.Errorf("the collector, process %d, cannot be measured: %w", pid, err)
	}
	read.collectorPeakMiB, err = peakOf(pid)
	return read, err
}

func seconds(value syscall.Timeval) float64 { return float64(value.Sec) + float64(value.Usec)/1e6 }

// cpuOf counts fields after the program's name, which may hold spaces.
func cpuOf(pid int) (float64, error) {
	content, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	text := string(content)
	fields := strings.Fields(text[strings.LastIndex(text, ")")+1:])
	user, err := strconv.ParseFloat(fields[11], 64)
	if err != nil {
		return 0, err
	}
	system, err := strconv.ParseFloat(fields[12], 64)
	return (user + system) / ticksPerSecond, err
}

func peakOf(pid int) (float64, error) {
	content, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	_, rest, _ := strings.Cut(string(content), "VmHWM:")
	kibibytes, err := strconv.ParseFloat(strings.Fields(rest)[0], 64)
	return kibibytes / 1024, err
}
