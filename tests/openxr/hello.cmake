# Khronos hello_xr on the test runtime: to FOCUSED and out again without a mistake. It ends when its standard
# input does, so input is kept open by a sleep; the script file asks it to leave after 120 frames.
set(script ${WORK}/hello.script)
file(WRITE ${script} "60 compose ${WORK}/hello\n120 wish exit\n")
execute_process(
  COMMAND ${CMAKE_COMMAND} -E sleep 8
  COMMAND ${CMAKE_COMMAND} -E env XR_RUNTIME_JSON=${MANIFEST} THRESHOLD_TEST_RUNTIME_SCRIPT=${script}
          ${HELLO_XR} --graphics Vulkan2 --space Stage
  OUTPUT_VARIABLE said ERROR_VARIABLE said RESULTS_VARIABLE results TIMEOUT 60)
if(NOT said MATCHES "XR_SESSION_STATE_VISIBLE->XR_SESSION_STATE_FOCUSED")
  message(FATAL_ERROR "hello_xr did not reach FOCUSED:\n${said}")
endif()
if(NOT said MATCHES "XR_SESSION_STATE_IDLE->XR_SESSION_STATE_EXITING")
  message(FATAL_ERROR "hello_xr did not leave:\n${said}")
endif()
if(said MATCHES "application's mistake|\\[Error")
  message(FATAL_ERROR "a mistake:\n${said}")
endif()
