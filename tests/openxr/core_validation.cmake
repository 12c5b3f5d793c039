# The headset under Khronos' core validation layer, through a change of focus, a lost session, a stop and a
# restart. The layer writes its file at the first complaint and not before, so there must be none. It is of
# 1.0.20 and objects to what is newer; --plain leaves that out, and without it the layer must object: it works.
set(log ${WORK}/core_validation.txt)
function(run_under_layer result_variable)
  file(REMOVE ${log})
  execute_process(
    COMMAND ${CMAKE_COMMAND} -E env XR_RUNTIME_JSON=${MANIFEST} THRESHOLD_TEST_RUNTIME_SCRIPT=${WORK}/validation.script
            XR_ENABLE_API_LAYERS=XR_APILAYER_LUNARG_core_validation XR_CORE_VALIDATION_EXPORT_TYPE=text
            XR_CORE_VALIDATION_FILE_NAME=${log} ${PROGRAM} --frames 300 ${ARGN}
    OUTPUT_VARIABLE said ERROR_VARIABLE said RESULT_VARIABLE result TIMEOUT 120)
  set(said "${said}" PARENT_SCOPE)
  set(${result_variable} ${result} PARENT_SCOPE)
endfunction()

file(WRITE ${WORK}/validation.script
  "40 wish visible\n60 wish focused\n80 lose_session 0\n160 wish stopped\n162 wish focused\n")
run_under_layer(result --plain)
if(NOT result EQUAL 0 OR NOT said MATCHES "returns [34] sessions 2" OR NOT said MATCHES "state focused" OR said MATCHES "application's mistake")
  message(FATAL_ERROR "the headset did not run under the validation layer:\n${said}")
endif()
if(EXISTS ${log})
  file(READ ${log} complaints)
  message(FATAL_ERROR "complaints:\n${complaints}")
endif()
run_under_layer(result)
if(NOT EXISTS ${log})
  message(FATAL_ERROR "the layer does not object to what it cannot know: it was not loaded\n${said}")
endif()
