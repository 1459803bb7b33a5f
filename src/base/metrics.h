#pragma once

// Numbers about the running program for Prometheus. Each is made once with a name and a help text
// and changed from any thread; expose() prints all of them in the text format. Labels come from
// small closed sets (a route, a reason), never from what users type.

#include <initializer_list>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hibari {

/// Label names and values.
using MetricLabels = std::map<std::string, std::string>;

/// Only grows.
class Counter {
  public:
    virtual ~Counter() = default;
    virtual void add(double amount = 1.0) = 0;
};

/// Goes up and down.
class Gauge {
  public:
    virtual ~Gauge() = default;
    virtual void set(double value) = 0;
    virtual void add(double amount) = 0;
};

/// How often a quantity fell into which range.
class Histogram {
  public:
    virtual ~Histogram() = default;
    virtual void observe(double value) = 0;
};

/// All metrics of a program. What it hands out lives as long as it does; asking again for the same
/// name and labels gives the same object.
class Metrics {
  public:
    Metrics();
    ~Metrics();
    Metrics(const Metrics&) = delete;
    Metrics& operator=(const Metrics&) = delete;

    /// Names end in a unit, and in "_total" where they only grow: "hibari_clip_seconds_total".
    Counter& counter(
        const std::string& name, const std::string& help, const MetricLabels& labels = {}
    );
    Gauge& gauge(const std::string& name, const std::string& help, const MetricLabels& labels = {});
    /// `bounds` are the upper ends of the ranges, ascending; the same for every use of a name.
    Histogram& histogram(
        const std::string& name,
        const std::string& help,
        const std::vector<double>& bounds,
        const MetricLabels& labels = {}
    );

    /// The text exposition format, version 0.0.4.
    std::string expose() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace hibari
