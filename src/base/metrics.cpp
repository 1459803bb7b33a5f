#include "base/metrics.h"

#include <mutex>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <utility>

namespace hibari {
namespace {

struct PrometheusCounter final : Counter {
    explicit PrometheusCounter(prometheus::Counter& inner) : metric(inner) {}

    void add(double amount) override { metric.Increment(amount); }

    prometheus::Counter& metric;
};

struct PrometheusGauge final : Gauge {
    explicit PrometheusGauge(prometheus::Gauge& inner) : metric(inner) {}

    void set(double value) override { metric.Set(value); }

    void add(double amount) override { metric.Increment(amount); }

    prometheus::Gauge& metric;
};

struct PrometheusHistogram final : Histogram {
    explicit PrometheusHistogram(prometheus::Histogram& inner) : metric(inner) {}

    void observe(double value) override { metric.Observe(value); }

    prometheus::Histogram& metric;
};

using Key = std::pair<std::string, MetricLabels>;

/// The object of that key; made on first use.
template <typename Base, typename Make>
Base& find_or_make(std::map<Key, std::unique_ptr<Base>>& made, Key key, const Make& make) {
    std::unique_ptr<Base>& slot = made[std::move(key)];
    if (!slot) {
        slot = make();
    }
    return *slot;
}

}  // namespace

struct Metrics::State {
    std::mutex mutex;
    prometheus::Registry registry;
    std::map<Key, std::unique_ptr<Counter>> counters;
    std::map<Key, std::unique_ptr<Gauge>> gauges;
    std::map<Key, std::unique_ptr<Histogram>> histograms;
};

Metrics::Metrics() : state_(std::make_unique<State>()) {}

Metrics::~Metrics() = default;

Counter& Metrics::counter(
    const std::string& name, const std::string& help, const MetricLabels& labels
) {
    const std::scoped_lock lock(state_->mutex);
    return find_or_make(state_->counters, {name, labels}, [&] {
        auto& family = prometheus::BuildCounter().Name(name).Help(help).Register(state_->registry);
        return std::make_unique<PrometheusCounter>(family.Add(labels));
    });
}

Gauge& Metrics::gauge(
    const std::string& name, const std::string& help, const MetricLabels& labels
) {
    const std::scoped_lock lock(state_->mutex);
    return find_or_make(state_->gauges, {name, labels}, [&] {
        auto& family = prometheus::BuildGauge().Name(name).Help(help).Register(state_->registry);
        return std::make_unique<PrometheusGauge>(family.Add(labels));
    });
}

Histogram& Metrics::histogram(
    const std::string& name,
    const std::string& help,
    const std::vector<double>& bounds,
    const MetricLabels& labels
) {
    const std::scoped_lock lock(state_->mutex);
    return find_or_make(state_->histograms, {name, labels}, [&] {
        auto& family =
            prometheus::BuildHistogram().Name(name).Help(help).Register(state_->registry);
        return std::make_unique<PrometheusHistogram>(family.Add(labels, bounds));
    });
}

std::string Metrics::expose() const {
    return prometheus::TextSerializer().Serialize(state_->registry.Collect());
}

}  // namespace hibari
