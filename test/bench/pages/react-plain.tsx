import { useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'

/** React with nothing else: one component, one request, the same table as the floor. */
const jobs = '/api/sources/metastudio-cn-north-4/jobs'

interface Row {
  job_id: string
  name: string
  state: string
  create_time?: string
  batch_name?: string
  tags?: string[]
  cover: string
  cover_version?: string
}

function Page() {
  const [offset, setOffset] = useState(0)
  const [filter, setFilter] = useState('')
  const [rows, setRows] = useState<Row[]>([])
  useEffect(() => {
    let isWanted = true
    void fetch(`${jobs}?limit=100${offset === 0 ? '' : `&offset=${offset}`}${filter}`)
      .then((answer) => answer.json())
      .then((list: { jobs: Row[] }) => {
        if (isWanted) setRows(list.jobs)
      })
    return () => {
      isWanted = false
    }
  }, [offset, filter])
  const choose = (next: string) => {
    setOffset(0)
    setFilter(next)
  }
  return (
    <>
      <p>
        <button type="button" id="all" onClick={() => choose('')}>All</button>{' '}
        <button type="button" id="failed" onClick={() => choose('&phase=failed')}>Failed</button>{' '}
        <button type="button" id="previous" onClick={() => setOffset(offset - 100)}>Previous</button>{' '}
        <button type="button" id="next" onClick={() => setOffset(offset + 100)}>Next</button>
      </p>
      <table>
        <thead><tr><th /><th>Name</th><th>State</th><th>Created</th><th>Batch</th><th>Tags</th></tr></thead>
        <tbody>
          {rows.map((job) => (
            <tr key={job.job_id}>
              <td>{job.cover !== 'no' && <img width="36" height="36" loading="lazy" alt="" src={`${jobs}/${job.job_id}/cover?width=96${job.cover_version === undefined ? '' : `&v=${job.cover_version}`}`} />}</td>
              <td><b>{job.name}</b><br /><span className="id">{job.job_id}</span></td>
              <td>{job.state}</td>
              <td>{job.create_time}</td>
              <td>{job.batch_name}</td>
              <td>{job.tags?.join(', ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<Page />)
