-- jobs that have been due for a minute and that nobody takes: does their channel have a running consumer?
SELECT channel, COUNT(*), MIN(due_at)
FROM ice_highlights_job
WHERE state = 'ACTIVE'
  AND due_at < EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) * 1000 - 60000
GROUP BY channel;
