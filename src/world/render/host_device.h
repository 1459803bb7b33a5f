// A device for tests: the CPU with memory of its own, and crews of threads.
//
// It works when it is waited for: what the frame was made from is gone by then, and whatever is
// missing in the image of the frame is missing indeed. Blocks of a GPU find anything in their
// shared memory; here it is filled with nonsense before each tile.
#pragma once

#include "world/render/device.h"
#include "world/render/tile_kernels.h"

#include <algorithm>
#include <barrier>
#include <cstring>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace hibari::world {

class HostStream final : public DeviceStream {
  public:
    HostStream(int crew_size, const bool& is_broken)
        : crew_size_(crew_size), is_broken_(is_broken) {}

    Result<Mirror> reserve(std::size_t size_here, std::size_t size) override {
        here_.resize(std::max(here_.size(), size_here));
        there_.resize(std::max(there_.size(), size));
        return Mirror{here_.data(), there_.data()};
    }

    Result<void> start(const FrameImage& frame) override {
        std::memcpy(there_.data(), here_.data(), frame.sent_bytes);
        frame_ = frame;
        return {};
    }

    Result<void> wait() override {
        if (!frame_) {
            return {};
        }
        if (is_broken_) {
            return fail(ErrorCode::kInternal, "the device broke");
        }
        {
            std::barrier<> place(crew_size_);
            std::vector<std::jthread> crew;
            for (int rank = 0; rank < crew_size_; ++rank) {
                crew.emplace_back([this, rank, &place] { cast({rank, crew_size_, meet, &place}); });
            }
        }
        std::memcpy(
            here_.data() + frame_->sent_bytes,
            there_.data() + frame_->sent_bytes,
            frame_->planes_end - frame_->sent_bytes
        );
        frame_.reset();
        return {};
    }

  private:
    static void meet(void* place) { static_cast<std::barrier<>*>(place)->arrive_and_wait(); }

    /// All passes over all tiles, as one member of the crew.
    void cast(const Crew& crew) {
        const FrameJob& job = frame_->job;
        const auto over_tiles = [&](const auto& work) {
            for (int i = frame_->first_tile; i < frame_->last_tile; ++i) {
                crew.one([&] {
                    std::memset(static_cast<void*>(trace_work_.get()), 0xA5, sizeof(TraceWork));
                    std::memset(static_cast<void*>(refine_work_.get()), 0xA5, sizeof(RefineWork));
                });
                work(tile_at(i, job.out.width, job.out.height));
            }
        };
        over_tiles([&](const Tile& tile) { trace_tile(job, tile, crew, *trace_work_); });
        over_tiles([&](const Tile& tile) { find_edges(job, tile, crew); });
        over_tiles([&](const Tile& tile) { refine_tile(job, tile, crew, *refine_work_); });
        over_tiles([&](const Tile& tile) { overlay_tile(job, tile, crew); });
    }

    int crew_size_;
    const bool& is_broken_;
    std::vector<std::byte> here_;
    std::vector<std::byte> there_;
    std::optional<FrameImage> frame_;
    std::unique_ptr<TraceWork> trace_work_ = std::make_unique<TraceWork>();
    std::unique_ptr<RefineWork> refine_work_ = std::make_unique<RefineWork>();
};

class HostDevice final : public Device {
  public:
    int crew_size = 1;
    bool is_broken = false;  ///< no frame can be cast
    int opened = 0;

    std::string name() const override { return "the CPU"; }

  protected:
    Result<std::unique_ptr<DeviceStream>> open_stream() override {
        ++opened;
        return std::make_unique<HostStream>(crew_size, is_broken);
    }
};

}  // namespace hibari::world
