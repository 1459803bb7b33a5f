#include "world/render/cuda/cuda_device.h"

#include "base/check.h"
#include "world/render/cuda/launch.h"

#include <cuda_runtime_api.h>
#include <string>
#include <utility>

namespace hibari::world {
namespace {

/// One sentence about a call that failed.
tl::unexpected<Error> failed(cudaError_t error, const std::string& what) {
    const bool is_memory = error == cudaErrorMemoryAllocation;
    return fail({
        .code = is_memory ? ErrorCode::kResourceExhausted : ErrorCode::kInternal,
        .message = "the GPU could not " + what + ": " + cudaGetErrorString(error),
        .field = "device",
    });
}

/// A frame grows a little when something is thrown into it: room for that.
std::size_t with_slack(std::size_t bytes) {
    return bytes + bytes / 8;
}

class CudaStream final : public DeviceStream {
  public:
    ~CudaStream() override {
        if (stream_ != nullptr) {
            cudaStreamSynchronize(stream_);
            cudaStreamDestroy(stream_);
        }
        if (done_ != nullptr) {
            cudaEventDestroy(done_);
        }
        free_memory();
    }

    Result<void> open() {
        if (const cudaError_t error = cudaStreamCreateWithFlags(&stream_, cudaStreamNonBlocking)) {
            return failed(error, "open a stream");
        }
        // Who waits sleeps: the processors have clips to simulate.
        constexpr unsigned kFlags = cudaEventBlockingSync | cudaEventDisableTiming;
        if (const cudaError_t error = cudaEventCreateWithFlags(&done_, kFlags)) {
            return failed(error, "make an event");
        }
        return {};
    }

    Result<Mirror> reserve(std::size_t size_here, std::size_t size) override {
        HIBARI_CHECK(size_here <= size, size_here, size);
        if (size_here <= size_here_ && size <= size_) {
            return memory_;
        }
        free_memory();
        void* here = nullptr;
        if (const cudaError_t error = cudaHostAlloc(&here, with_slack(size_here), 0)) {
            return failed(error, "lock " + std::to_string(size_here) + " bytes of memory");
        }
        memory_.here = static_cast<std::byte*>(here);
        void* there = nullptr;
        if (const cudaError_t error = cudaMalloc(&there, with_slack(size))) {
            return failed(error, "give " + std::to_string(size) + " bytes to a frame");
        }
        memory_.there = static_cast<std::byte*>(there);
        size_here_ = with_slack(size_here);
        size_ = with_slack(size);
        return memory_;
    }

    Result<void> start(const FrameImage& frame) override {
        cudaError_t error = cudaMemcpyAsync(
            memory_.there, memory_.here, frame.sent_bytes, cudaMemcpyHostToDevice, stream_
        );
        if (error == cudaSuccess) {
            error = cast_tiles(frame.job, frame.first_tile, frame.last_tile, stream_);
        }
        if (error == cudaSuccess) {
            error = cudaMemcpyAsync(
                memory_.here + frame.sent_bytes,
                memory_.there + frame.sent_bytes,
                frame.planes_end - frame.sent_bytes,
                cudaMemcpyDeviceToHost,
                stream_
            );
        }
        // Also what was begun in vain is waited for.
        const cudaError_t noted = cudaEventRecord(done_, stream_);
        error = error == cudaSuccess ? noted : error;
        if (error != cudaSuccess) {
            return failed(error, "begin a frame");
        }
        return {};
    }

    Result<void> wait() override {
        // An event that was never recorded has happened.
        if (const cudaError_t error = cudaEventSynchronize(done_)) {
            return failed(error, "cast a frame");
        }
        return {};
    }

  private:
    void free_memory() {
        cudaFreeHost(memory_.here);
        cudaFree(memory_.there);
        memory_ = {};
        size_here_ = 0;
        size_ = 0;
    }

    cudaStream_t stream_ = nullptr;
    cudaEvent_t done_ = nullptr;
    Mirror memory_;
    std::size_t size_here_ = 0;
    std::size_t size_ = 0;
};

class CudaDevice final : public Device {
  public:
    explicit CudaDevice(std::string name) : name_(std::move(name)) {}

    std::string name() const override { return name_; }

  protected:
    Result<std::unique_ptr<DeviceStream>> open_stream() override {
        auto stream = std::make_unique<CudaStream>();
        HIBARI_TRY(stream->open());
        return stream;
    }

  private:
    std::string name_;
};

/// Threads begin on the first GPU; the one that opens it may have chosen another for its own work.
class OnFirstGpu {
  public:
    OnFirstGpu() {
        cudaGetDevice(&before_);
        cudaSetDevice(0);
    }

    ~OnFirstGpu() { cudaSetDevice(before_); }

    OnFirstGpu(const OnFirstGpu&) = delete;
    OnFirstGpu& operator=(const OnFirstGpu&) = delete;

  private:
    int before_ = 0;
};

tl::unexpected<Error> unavailable(const std::string& why) {
    return fail({
        .code = ErrorCode::kUnavailable,
        .message = "no NVIDIA GPU works here: " + why,
        .field = "device",
        .hint = "'cpu' needs none",
    });
}

}  // namespace

Result<std::unique_ptr<Device>> open_cuda() {
    // CUDA would say that the driver is too old.
    int driver = 0;
    if (cudaDriverGetVersion(&driver) != cudaSuccess || driver == 0) {
        return unavailable("there is no driver");
    }
    int count = 0;
    if (const cudaError_t error = cudaGetDeviceCount(&count); error != cudaSuccess || count == 0) {
        return unavailable(cudaGetErrorString(error != cudaSuccess ? error : cudaErrorNoDevice));
    }
    const OnFirstGpu on_first_gpu;
    cudaDeviceProp properties{};
    if (const cudaError_t error = cudaGetDeviceProperties(&properties, 0)) {
        return unavailable(cudaGetErrorString(error));
    }
    // The first call that needs the kernels: fails on a GPU that they are not compiled for.
    if (const cudaError_t error = allow_tile_memory()) {
        return unavailable(cudaGetErrorString(error));
    }
    return std::make_unique<CudaDevice>(properties.name);
}

}  // namespace hibari::world
