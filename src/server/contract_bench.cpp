#include "base/check.h"
#include "server/contract.h"

#include <benchmark/benchmark.h>
#include <string>

namespace hibari::server {
namespace {

void load(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(Contract::load());
    }
}

BENCHMARK(load)->Unit(benchmark::kMillisecond);

Json create_body() {
    return *parse_json(
        R"({"prompt": "A skylark climbs over a field of barley at dawn, singing.", "model": "sora-2",
            "seconds": "8", "size": "1280x720", "seed": 7, "style": "cinematic",
            "characters": [{"id": "char_1"}, {"id": "char_2"}],
            "input_reference": {"file_id": "file_1"}})"
    );
}

void validate_create(benchmark::State& state) {
    const Contract contract = *Contract::load();
    const Json body = create_body();
    for (auto _ : state) {
        HIBARI_CHECK(!contract.find_fault("createVideo", body));
    }
}

BENCHMARK(validate_create)->Unit(benchmark::kMicrosecond);

void refuse_create(benchmark::State& state) {
    const Contract contract = *Contract::load();
    Json body = create_body();
    body.set("seconds", "5");
    for (auto _ : state) {
        HIBARI_CHECK(contract.find_fault("createVideo", body).has_value());
    }
}

BENCHMARK(refuse_create)->Unit(benchmark::kMicrosecond);

void validate_data_url_of_20_mb(benchmark::State& state) {
    const Contract contract = *Contract::load();
    Json body = create_body();
    body.set("input_reference", Json::object({{"image_url", std::string(20'971'520, 'A')}}));
    for (auto _ : state) {
        HIBARI_CHECK(!contract.find_fault("createVideo", body));
    }
}

BENCHMARK(validate_data_url_of_20_mb)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace hibari::server
